import { pickLanguage } from '../pick-language.ts';
import en from './text/en.json' with { type: 'json' };

/** A language of the pages on an app's host: adding one is a file in `text/` and a line here and below. */
const shipped = {
  en: { dir: 'ltr', text: en },
} as const satisfies Record<string, { dir: 'ltr' | 'rtl'; text: typeof en }>;
const languages = ['en'] as const satisfies readonly (keyof typeof shipped)[];

export interface AppText {
  readonly text: typeof en;
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
}

/** The best shipped language for an `Accept-Language` header. */
export function pickAppText(acceptLanguage: string | undefined): AppText {
  const lang = pickLanguage(acceptLanguage, languages);
  return { lang, ...shipped[lang] };
}
