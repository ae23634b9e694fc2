import { languageOfTag } from '../../../shared/languages.ts';

/** The best of the languages there are for an `Accept-Language` header; the first of them when none fits. */
export function pickLanguage<Language extends string>(
  header: string | undefined,
  languages: readonly [Language, ...Language[]],
): Language {
  for (const tag of listWanted(header)) {
    const found = languageOfTag(tag, languages);
    if (found !== undefined) return found;
  }
  return languages[0];
}

/**
 * The tag by which Intl writes times in a language: with the country the browser names, such as 24 hours in British
 * English. Nothing else of what a browser sends gets through.
 */
export function pickFormats(header: string | undefined, language: string): string {
  const withCountry = new RegExp(`^${language}-[a-z]{2}$`, 'i');
  return listWanted(header).find((tag) => withCountry.test(tag)) ?? language;
}

/** The tags of an `Accept-Language` header in small letters, the most wanted first. */
function listWanted(header: string | undefined): string[] {
  return (header ?? '')
    .split(',', 20)
    .map((range) => {
      const [tag = '', q = 'q=1'] = range.split(';').map((part) => part.trim().toLowerCase());
      return { tag, q: q.startsWith('q=') ? Number(q.slice(2)) || 0 : 0 };
    })
    .filter(({ q }) => q > 0)
    .toSorted((a, b) => b.q - a.q)
    .map(({ tag }) => tag);
}
