import { formatTag, languageTags, languages, languageOfTag } from './languages.ts';

/** Letters that run from right to left: Hebrew, Arabic and their relatives. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const isolateStart = '\u2068';
/** For what is already a part of a sentence: it runs as the sentence does, whatever word it begins with. */
const rightToLeftStart = '\u2067';
const isolateEnd = '\u2069';

/** Numbers that are names: a thousand of them has no separator. */
const names = new Set(['port', 'pid', 'seq', 'line', 'of', 'place']);

/** For `i18next.use`, with `alwaysFormat`. */
export const valueWriter = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: writeValue,
} as const;

/**
 * How i18next writes a value into a sentence: numbers as the language does, and words that may run the other way than the
 * sentence so that they do not turn the rest of it around, such as a name before a number.
 */
function writeValue(
  value: unknown,
  _format: string | undefined,
  language: string | undefined,
  options?: Readonly<Record<string, unknown>>,
): string {
  const tag = language ?? languageTags[0];
  if (typeof value === 'number') {
    return names.has(String(options?.['interpolationkey']))
      ? String(value)
      : new Intl.NumberFormat(formatTag(tag)).format(value);
  }
  if (typeof value !== 'string') return value as string; // undefined: i18next says which one is missing
  const runs = languages[languageOfTag(tag, languageTags) ?? languageTags[0]].dir;
  if (value === '' || (runs !== 'rtl' && !rightToLeft.test(value))) return value;
  // One that is put together of such values runs as the sentence does.
  const start = runs === 'rtl' && value.includes(isolateStart) ? rightToLeftStart : isolateStart;
  return `${start}${value}${isolateEnd}`;
}

/** Without the marks that `writeValue` sets: for texts that are kept, sent or compared. */
export function plainText(text: string): string {
  return text.replaceAll(/[\u2067-\u2069]/g, '');
}
