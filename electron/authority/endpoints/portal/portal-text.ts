import { createInstance, type TFunction } from 'i18next';
import en from './text/en.json';

/** A language of the portal: adding one is a file in `text/` and a line here. */
const shipped = {
  en: { dir: 'ltr', text: en },
} as const satisfies Record<string, { dir: 'ltr' | 'rtl'; text: object }>;
export type PortalLanguage = keyof typeof shipped;

const fallback: PortalLanguage = 'en';

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
  const lang = pickLanguage(acceptLanguage ?? '');
  return { t: i18n.getFixedT(lang), lang, dir: shipped[lang].dir };
}

function pickLanguage(header: string): PortalLanguage {
  const wanted = header
    .split(',', 20)
    .map((range) => {
      const [tag = '', q = 'q=1'] = range.split(';').map((part) => part.trim().toLowerCase());
      return { tag: tag.split('-')[0] ?? '', q: q.startsWith('q=') ? Number(q.slice(2)) || 0 : 0 };
    })
    .filter(({ q }) => q > 0)
    .toSorted((a, b) => b.q - a.q);
  const found = wanted.find(({ tag }) => Object.hasOwn(shipped, tag));
  return found ? (found.tag as PortalLanguage) : fallback;
}
