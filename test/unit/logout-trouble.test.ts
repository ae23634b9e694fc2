import { describe, expect, it } from 'vitest';
import { englishTeller } from '../../electron/authority/operations/english-words.ts';
import { decodeLogout } from '../../electron/authority/records/logouts/logout.ts';
import { languageTags } from '../../shared/languages.ts';
import {
  distrustReasons,
  logoutTroubleSchema,
  type LogoutTrouble,
} from '../../shared/model/logout-trouble.ts';
import { sayLogoutTrouble } from '../../shared/words/say-logout-trouble.ts';
import { plainText } from '../../shared/write-values.ts';
import { openTeller } from '../support/open-teller.ts';

const detail = 'as the system says';
/** Each with a part of its English words. */
const examples: readonly [LogoutTrouble, string][] = [
  [{ code: 'not_asked', why: 'store_unavailable' }, 'Rollcall could not ask the app. '],
  [{ code: 'refuses_connection' }, 'the app refuses the connection: nothing listens there'],
  [{ code: 'name_unknown' }, 'does not know the name'],
  [{ code: 'unreachable' }, 'over the network'],
  [{ code: 'breaks_off' }, 'breaks the connection off'],
  [{ code: 'no_answer' }, 'the app does not answer'],
  [{ code: 'no_https', detail }, `does not speak https (${detail})`],
  [{ code: 'could_not_ask', detail }, `(${detail})`],
  ...distrustReasons.map((why): [LogoutTrouble, string] => [
    { code: 'not_trusted', why, ...(why === 'unknown_issuer' ? { detail } : {}) },
    why === 'unknown_issuer'
      ? `is not trusted: nobody that this computer trusts has issued it (${detail})`
      : 'is not trusted: it ',
  ]),
  [{ code: 'answered', status: 503 }, 'the app answered 503'],
  [{ code: 'answered', status: 302, meaning: 'elsewhere' }, 'answered 302: the address leads elsewhere'],
  [
    { code: 'answered', status: 400, meaning: 'refused', said: 'no such sid' },
    'answered 400: it does not take the token, or does not know this session; it said “no such sid”',
  ],
  [{ code: 'written', words: 'does not answer' }, 'the app does not answer'],
];

describe('why an app has not confirmed that a session ended', () => {
  it.each(examples)('is kept as a fact and said in English: %o', (trouble, words) => {
    expect(logoutTroubleSchema.parse(trouble)).toEqual(trouble);
    expect(decodeLogout({ last_error: JSON.stringify(trouble) }).trouble).toEqual(trouble);
    expect(sayLogoutTrouble(englishTeller, trouble)).toContain(words);
  });

  it('has an example of each code here', () => {
    const codes = logoutTroubleSchema.options.flatMap(({ shape: { code } }) =>
      'options' in code ? code.options : [...code.values],
    );
    expect(new Set(examples.map(([{ code }]) => code))).toEqual(new Set(codes));
  });

  it.each(languageTags)('is said in %s, each in words of its own', async (language) => {
    const tell = await openTeller(language);
    const said = examples.map(([trouble]) => plainText(sayLogoutTrouble(tell, trouble)));
    expect(said.filter((words) => /\{\{|\}\}|undefined|logoutTroubles\.|errors\./.test(words))).toEqual([]);
    expect(new Set(said).size).toBe(language === 'en' ? examples.length - 1 : examples.length);
    const joined = said.join('\n');
    for (const named of [detail, '503', '302', '400', 'no such sid']) expect(joined).toContain(named);
  });

  it('that was kept in words by an earlier Rollcall is shown as it was written', () => {
    expect(decodeLogout({ last_error: 'breaks the connection off' }).trouble).toEqual({
      code: 'written',
      words: 'breaks the connection off',
    });
    expect(decodeLogout({ last_error: null }).trouble).toBeUndefined();
  });
});
