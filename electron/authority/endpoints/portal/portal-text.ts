import { createInstance, type TFunction } from 'i18next';
import { pickLanguage } from '../pick-language.ts';
import en from './text/en.json';

/** A language of the portal: adding one is a file in `text/` and a line here and below. */
const shipped = {
  en: { dir: 'ltr', text: en },
} as const satisfies Record<string, { dir: 'ltr' | 'rtl'; text: object }>;
export type PortalLanguage = keyof typeof shipped;

const languages = ['en'] as const satisfies readonly PortalLanguage[];
const [fallback] = languages;

const i18n = createInstance({
  lng: fallback,
  fallbackLng: fallback,
  supportedLngs: Object.keys(shipped),
  resources: Object.fromEntries(
    Object.entries(shipped).map(([lang, { text }]) => [lang, { translation: text }]),
  ),
  // React escapes what it renders.
  interpolation: { escapeValue: false },
  returnNull: false,
  initAsync: false,
});
void i18n.init();

export interface PortalText {
  readonly t: TFunction;
  readonly lang: PortalLanguage;
  readonly dir: 'ltr' | 'rtl';
}

/** The best shipped language for an `Accept-Language` header. */
export function pickText(acceptLanguage: string | undefined): PortalText {
  const lang = pickLanguage(acceptLanguage, languages);
  return { t: i18n.getFixedT(lang), lang, dir: shipped[lang].dir };
}
