/**
 * The languages Rollcall speaks. Each has one file of its name, in small letters, in every `text/` folder. The first
 * stands in where none fits. A language is called by its own name, so that whoever reads no other one finds it.
 */
export const languages = {
  en: { name: 'English', dir: 'ltr' },
  ar: { name: 'العربية', dir: 'rtl' },
  de: { name: 'Deutsch', dir: 'ltr' },
  es: { name: 'Español', dir: 'ltr' },
  fr: { name: 'Français', dir: 'ltr' },
  hi: { name: 'हिन्दी', dir: 'ltr' },
  'pt-BR': { name: 'Português (Brasil)', dir: 'ltr' },
  'zh-CN': { name: '简体中文', dir: 'ltr' },
} as const satisfies Record<string, { name: string; dir: 'ltr' | 'rtl' }>;

export type Language = keyof typeof languages;

export const languageTags = Object.keys(languages) as [Language, ...Language[]];

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(languages, value);
}

/** The language for a tag such as `pt-PT`: the same one, else one of the same family, which is better than English. */
export function languageOfTag<Known extends string>(tag: string, known: readonly Known[]): Known | undefined {
  const wanted = tag.toLowerCase();
  const [family = ''] = wanted.split('-');
  return (
    known.find((one) => one.toLowerCase() === wanted) ??
    known.find((one) => one.toLowerCase().split('-')[0] === family)
  );
}

/**
 * The tag by which Intl writes numbers and times. Digits are 0 to 9 in every language: codes, ports and addresses stand
 * beside them, and two kinds of digits in one line are hard to compare.
 * @param tag of a language here, or of one of its regions, such as `ar-EG`
 */
export function formatTag(tag: string): string {
  return tag.includes('-u-') ? tag : `${tag}-u-nu-latn`;
}
