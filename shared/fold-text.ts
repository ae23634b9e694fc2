/** Marks on letters of Latin, Greek, Cyrillic and Arabic; those of Devanagari are vowels, and stay. */
const marks = /[\u0300-\u036f\u064b-\u065f\u0670]/g;
/** The Arabic stroke that only widens a word, and what is never seen: soft hyphens, joiners, marks of direction. */
const unseen = /[\u0640\p{Cf}]/gu;

const alike: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  ς: 'σ',
  ٱ: 'ا',
  ة: 'ه',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  '‘': "'",
  '’': "'",
  '\u2010': '-',
};
const replaced = new RegExp(`[${Object.keys(alike).join('')}]`, 'g');
/** Arabic, Persian and Devanagari. */
const digits = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g;

/**
 * As people type when they search: small letters without accents, hamza or tashkeel, digits of the West. For finding
 * alone: names of users are compared by `foldUserName`.
 */
export function foldText(text: string): string {
  if (/^[\n -~]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(marks, '')
    .replace(unseen, '')
    .toLowerCase()
    .replace(replaced, (letter) => alike[letter] ?? letter)
    .replace(digits, (digit) => String(toDigit(digit.charCodeAt(0))));
}

function toDigit(code: number): number {
  return (code < 0x966 ? code : code - 6) % 16;
}

/** "The" of Arabic, which is one with its word. */
export const article = 'ال';

/** The words of a search, folded; what has the article is found without it, too. */
export function splitWords(search: string): readonly string[] {
  return foldText(search)
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => (word.startsWith(article) && word.length > 4 ? word.slice(article.length) : word));
}

/**
 * Whether each word is somewhere in it.
 * @param folded by `foldText`
 * @param words by `splitWords`
 */
export function hasWords(folded: string, words: readonly string[]): boolean {
  return words.every((word) => folded.includes(word));
}
