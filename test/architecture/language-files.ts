import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Language } from '../../shared/languages.ts';
import { kept } from './kept-words.ts';

/** Every folder of texts; each has one file for each language. */
export const textFolders = [
  'electron/authority/endpoints/forward-auth/text',
  'electron/authority/endpoints/portal/text',
  'electron/main/text',
  'renderer/text',
  'shared/text',
] as const;

export type Texts = ReadonlyMap<string, string>;

/** The texts of a file by their keys; a list has its numbers as keys. None when there is no file. */
export function readTexts(rootDir: string, folder: string, language: string): Texts {
  const texts = new Map<string, string>();
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      texts.set(key, value);
      return;
    }
    for (const [name, part] of Object.entries(value as object))
      walk(part, key === '' ? name : `${key}.${name}`);
  };
  const file = path.join(rootDir, folder, `${language.toLowerCase()}.json`);
  if (existsSync(file)) walk(JSON.parse(readFileSync(file, 'utf8')), '');
  return texts;
}

const pluralEnd = /_(zero|one|two|few|many|other)$/;

/** The keys this language needs for English's: for a counted sentence one for each of its plural forms. */
export function neededKeys(english: Texts, language: Language): Map<string, string> {
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const needed = new Map<string, string>();
  for (const [key, text] of english) {
    const stem = key.replace(pluralEnd, '');
    const counted = stem !== key && english.has(`${stem}_other`);
    // English says none in words of their own, so every language does.
    if (!counted || key.endsWith('_zero')) needed.set(key, text);
    else if (key.endsWith('_other')) for (const one of categories) needed.set(`${stem}_${one}`, text);
  }
  return needed;
}

/** One sentence for each key that is missing or superfluous; what is missing with its English, to be translated. */
export function checkKeys(english: Texts, texts: Texts, language: Language): string[] {
  const needed = neededKeys(english, language);
  return [
    ...[...needed].filter(([key]) => !texts.has(key)).map(([key, text]) => `missing ${key}: ${text}`),
    ...[...texts.keys()].filter((key) => !needed.has(key)).map((key) => `superfluous ${key}`),
  ];
}

const placeholders = (text: string): string =>
  [...new Set(text.match(/\{\{?\w+\}?\}/g) ?? [])].sort((a, b) => a.localeCompare(b)).join(' ');

/** Sentences that do not name what English names. A form for a fixed number may say it in words. */
export function checkPlaceholders(english: Texts, texts: Texts, language: Language): string[] {
  const faults: string[] = [];
  for (const [key, text] of neededKeys(english, language)) {
    const [given, own] = [placeholders(text), placeholders(texts.get(key) ?? text)];
    const inWords = /_(zero|one|two)$/.test(key);
    const same = inWords
      ? own.split(' ').every((one) => one === '' || placeholders(everyForm(english, key)).includes(one))
      : own === given;
    if (!same) faults.push(`${key}: ${own} instead of ${given}`);
  }
  return faults;
}

function everyForm(english: Texts, key: string): string {
  const stem = key.replace(pluralEnd, '');
  return [...english]
    .filter(([one]) => one.replace(pluralEnd, '') === stem)
    .map(([, text]) => text)
    .join(' ');
}

const scripts: Partial<Record<Language, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  hi: /\p{Script=Devanagari}/u,
  'zh-CN': /\p{Script=Han}/u,
};
/** Words that no other language here has. */
const englishWords = /(?<!\p{L})(the|this|that|and|with|from|which|your|not|only|nobody|somebody)(?!\p{L})/iu;

/** Texts that were left in English: in another script none of their letters, else the same words or English ones. */
export function checkTranslated(english: Texts, texts: Texts, language: Language): string[] {
  const script = scripts[language];
  return [...texts]
    .filter(([key, text]) => {
      const words = text
        .replaceAll(/\{\{?\w+\}?\}/g, ' ')
        .replaceAll(/https?:\S+/g, ' ')
        .split(/[^\p{L}\p{N}.-]+/u)
        .filter((word) => /\p{L}{2}/u.test(word) && !kept.everywhere.has(word));
      if (words.length === 0) return false;
      if (script !== undefined) return !script.test(text) && !isKeptKey(key);
      const same = text === english.get(key) && !words.every((word) => kept[language]?.has(word));
      return (same && !isKeptKey(key)) || englishWords.test(withoutQuotes(text));
    })
    .map(([key, text]) => `${key}: ${text}`);
}

/** Names of files and of columns in them are the same everywhere, and keyboards of many languages say Ctrl and Shift. */
function isKeptKey(key: string): boolean {
  return /(^|\.)(fileName|exampleName)$|^keys\./.test(key);
}

/** What another program calls its things stands between quotation marks; what is named, between braces. */
function withoutQuotes(text: string): string {
  return text.replaceAll(/\{\{?\w+\}?\}|“[^”]*”|„[^“]*“|«[^»]*»/g, ' ');
}
