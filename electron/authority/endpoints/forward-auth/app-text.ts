import { languages, languageTags, type Language } from '../../../../shared/languages.ts';
import { pickLanguage } from '../pick-language.ts';
import ar from './text/ar.json' with { type: 'json' };
import de from './text/de.json' with { type: 'json' };
import en from './text/en.json' with { type: 'json' };
import es from './text/es.json' with { type: 'json' };
import fr from './text/fr.json' with { type: 'json' };
import hi from './text/hi.json' with { type: 'json' };
import ptBR from './text/pt-br.json' with { type: 'json' };
import zhCN from './text/zh-cn.json' with { type: 'json' };

const texts: Readonly<Record<Language, typeof en>> = {
  en,
  ar,
  de,
  es,
  fr,
  hi,
  'pt-BR': ptBR,
  'zh-CN': zhCN,
};

export interface AppText {
  readonly text: typeof en;
  readonly lang: Language;
  readonly dir: 'ltr' | 'rtl';
}

/** The best language for an `Accept-Language` header, for the pages on an app's host. */
export function pickAppText(acceptLanguage: string | undefined): AppText {
  const lang = pickLanguage(acceptLanguage, languageTags);
  return { lang, dir: languages[lang].dir, text: texts[lang] };
}
