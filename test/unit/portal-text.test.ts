import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { endReasons } from '../../shared/model/session.ts';
import { pickText } from '../../electron/authority/endpoints/portal/portal-text.ts';
import en from '../../electron/authority/endpoints/portal/text/en.json';

const portalDir = new URL('../../electron/authority/endpoints/portal/', import.meta.url);
const sources = readdirSync(portalDir)
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
