import { createInstance, type TFunction } from 'i18next';
import {
  formatTag,
  isLanguage,
  languages,
  languageTags,
  type Language,
} from '../../../../shared/languages.ts';
import { valueWriter } from '../../../../shared/write-values.ts';
import { pickFormats, pickLanguage } from '../pick-language.ts';
import ar from './text/ar.json';
import de from './text/de.json';
import en from './text/en.json';
import es from './text/es.json';
import fr from './text/fr.json';
import hi from './text/hi.json';
import ptBR from './text/pt-br.json';
import zhCN from './text/zh-cn.json';

const texts: Readonly<Record<Language, object>> = {
  en,
  ar,
  de,
  es,
  fr,
  hi,
  'pt-BR': ptBR,
  'zh-CN': zhCN,
};
const [fallback] = languageTags;

const i18n = createInstance().use(valueWriter);
void i18n.init({
  lng: fallback,
  fallbackLng: fallback,
  supportedLngs: languageTags,
  load: 'currentOnly',
  resources: Object.fromEntries(
    Object.entries(texts).map(([language, translation]) => [language, { translation }]),
  ),
  // React escapes what it renders.
  interpolation: { escapeValue: false, alwaysFormat: true },
  returnNull: false,
  initAsync: false,
});

export interface PortalText {
  readonly t: TFunction;
  readonly lang: Language;
  readonly dir: 'ltr' | 'rtl';
  /** For Intl. */
  readonly formats: string;
}

/**
 * The text in the language somebody chose here, else in the best one for the browser's `Accept-Language`.
 * @param chosen as the cookie has it; anything may stand there
 */
export function pickText(acceptLanguage: string | undefined, chosen?: string): PortalText {
  const lang = isLanguage(chosen) ? chosen : pickLanguage(acceptLanguage, languageTags);
  const formats = formatTag(pickFormats(acceptLanguage, lang));
  return { t: i18n.getFixedT(lang), lang, dir: languages[lang].dir, formats };
}
