import { languageOfTag } from '../../../shared/languages.ts';

/** The best of the languages there are for an `Accept-Language` header; the first of them when none fits. */
export function pickLanguage<Language extends string>(
  header: string | undefined,
  languages: readonly [Language, ...Language[]],
): Language {
  const wanted = (header ?? '')
    .split(',', 20)
    .map((range) => {
      const [tag = '', q = 'q=1'] = range.split(';').map((part) => part.trim().toLowerCase());
      return { tag, q: q.startsWith('q=') ? Number(q.slice(2)) || 0 : 0 };
    })
    .filter(({ q }) => q > 0)
    .toSorted((a, b) => b.q - a.q);
  for (const { tag } of wanted) {
    const found = languageOfTag(tag, languages);
    if (found !== undefined) return found;
  }
  return languages[0];
}
