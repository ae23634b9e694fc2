import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { endReasons } from '../../shared/model/session.ts';
import { pickText } from '../../electron/authority/endpoints/portal/portal-text.ts';
import en from '../../electron/authority/endpoints/portal/text/en.json';

const portalDir = new URL('../../electron/authority/endpoints/portal/', import.meta.url);
/** The pages of the console in a browser ask for their sign-in page from next to it. */
const sources = [...readdirSync(portalDir), '../console-pages.tsx']
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(new URL(name, portalDir), 'utf8'))
  .join('\n');

function listKeys(texts: object, prefix = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? listKeys(value, `${prefix}${key}.`)
      : [`${prefix}${key}`],
  );
}
const keys = listKeys(en);
const bare = (key: string): string => key.replace(/_(one|other)$/, '');
/** Keys whose last part is made at run time: `t(`signedOut.reason.${reason}`)`. */
const madePrefixes = [...sources.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z]+)*)\.\$\{/g)].map(
  ([, prefix = '']) => prefix,
);
const named = [...sources.matchAll(/'([a-zA-Z]+(?:\.[a-zA-Z_0-9]+)+)'/g)].map(([, key = '']) => key);

describe('the texts of the portal', () => {
  it('have every key that a page asks for', () => {
    const sections = new Set(Object.keys(en));
    const asked = named.filter((key) => sections.has(key.split('.')[0] ?? ''));
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter((key) => !keys.map(bare).includes(key))).toEqual([]);
  });

  it('have no key that no page asks for', () => {
    const made = (key: string): boolean => madePrefixes.some((prefix) => key.startsWith(`${prefix}.`));
    expect(keys.map(bare).filter((key) => !named.includes(key) && !made(key))).toEqual([]);
  });

  it('explain every reason a session can end for', () => {
    expect(Object.keys(en.signedOut.reason).sort()).toEqual([...endReasons].sort());
  });
});

describe('the language of a page', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['en-GB,en;q=0.9', 'en'],
    ['xx, en;q=0.1', 'en'],
    ['constructor, __proto__;q=0.5', 'en'],
    [','.repeat(5000), 'en'],
  ])('for Accept-Language %.40s is %s', (header, lang) => {
    const text = pickText(header);
    expect([text.lang, text.dir]).toEqual([lang, 'ltr']);
    expect(text.t('signIn.title')).toBe('Sign in');
  });
});

describe('the language somebody chose', () => {
  it('wins over the one the browser asks for, and says which way it runs', () => {
    const { t, lang, dir } = pickText('en-GB,en;q=0.9', 'ar');
    expect([lang, dir, t('signIn.title')]).toEqual(['ar', 'rtl', 'تسجيل الدخول']);
  });

  it.each(['', 'xx', 'AR', 'constructor', '__proto__', '../en'])(
    'is none when the cookie says %j',
    (chosen) => {
      expect(pickText('de', chosen).lang).toBe('de');
    },
  );
});

describe('a counted sentence', () => {
  it.each([
    [0, 'لست مسجَّل الدخول على أي جهاز.'],
    [1, 'أنت مسجَّل الدخول على جهاز واحد.'],
    [2, 'أنت مسجَّل الدخول على جهازين.'],
    [3, 'أنت مسجَّل الدخول على 3 أجهزة.'],
    [11, 'أنت مسجَّل الدخول على 11 جهازًا.'],
    [100, 'أنت مسجَّل الدخول على 100 جهاز.'],
  ])('of %i has its own form in Arabic', (count, sentence) => {
    expect(pickText('ar').t('chooser.signedInOn', { count })).toBe(sentence);
  });

  it.each([
    ['en', 'You are signed in on 12,345 devices.'],
    ['de', 'Sie sind auf 12.345 Geräten angemeldet.'],
    ['hi', 'आप 12,345 डिवाइस पर साइन इन हैं।'],
    ['ar', 'أنت مسجَّل الدخول على 12,345 جهازًا.'],
  ])('is written in %s as its numbers are, with the digits 0 to 9', (language, sentence) => {
    expect(pickText(language).t('chooser.signedInOn', { count: 12_345 })).toBe(sentence);
  });
});

describe('a name in a sentence that runs the other way', () => {
  const [start, end] = ['\u2068', '\u2069'];

  it('turns nothing else around', () => {
    expect(pickText('ar').t('signIn.continue', { name: 'ann' })).toBe(`المتابعة باسم ${start}ann${end}`);
    expect(pickText('en').t('devices.intro', { name: 'آن', count: 2 })).toBe(
      `${start}آن${end} is signed in on 2 devices.`,
    );
    expect(pickText('en').t('devices.intro', { name: 'ann', count: 2 })).toBe(
      'ann is signed in on 2 devices.',
    );
  });
});
