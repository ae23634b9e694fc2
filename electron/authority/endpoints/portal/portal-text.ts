import { createInstance, type TFunction } from 'i18next';
import {
  formatTag,
  isLanguage,
  languages,
  languageTags,
  type Language,
} from '../../../../shared/languages.ts';
import { device as arDevice } from '../../../../shared/text/ar.json';
import { device as deDevice } from '../../../../shared/text/de.json';
import { device as enDevice } from '../../../../shared/text/en.json';
import { device as esDevice } from '../../../../shared/text/es.json';
import { device as frDevice } from '../../../../shared/text/fr.json';
import { device as hiDevice } from '../../../../shared/text/hi.json';
import { device as ptBRDevice } from '../../../../shared/text/pt-br.json';
import { device as zhCNDevice } from '../../../../shared/text/zh-cn.json';
import { sayDevice } from '../../../../shared/words/say-device.ts';
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
/** How devices are named: the console and the notifications say it alike. */
const deviceTexts: Readonly<Record<Language, object>> = {
  en: enDevice,
  ar: arDevice,
  de: deDevice,
  es: esDevice,
  fr: frDevice,
  hi: hiDevice,
  'pt-BR': ptBRDevice,
  'zh-CN': zhCNDevice,
};
const [fallback] = languageTags;

const i18n = createInstance().use(valueWriter);
void i18n.init({
  lng: fallback,
  fallbackLng: fallback,
  supportedLngs: languageTags,
  load: 'currentOnly',
  resources: Object.fromEntries(
    languageTags.map((language) => [
      language,
      { translation: texts[language], shared: { device: deviceTexts[language] } },
    ]),
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
  /** The label of a device as it is shown. */
  readonly device: (label: string) => string;
}

/**
 * The text in the language somebody chose here, else in the best one for the browser's `Accept-Language`.
 * @param chosen as the cookie has it; anything may stand there
 */
export function pickText(acceptLanguage: string | undefined, chosen?: string): PortalText {
  const lang = isLanguage(chosen) ? chosen : pickLanguage(acceptLanguage, languageTags);
  const formats = formatTag(pickFormats(acceptLanguage, lang));
  const t = i18n.getFixedT(lang);
  const device = (label: string): string =>
    sayDevice((key, values) => t(key, { ...values, ns: 'shared' }), label);
  return { t, lang, dir: languages[lang].dir, formats, device };
}
