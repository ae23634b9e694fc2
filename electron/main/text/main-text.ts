import { languageOfTag, languageTags, type Language } from '../../../shared/languages.ts';
import ar from './ar.json';
import de from './de.json';
import en from './en.json';
import es from './es.json';
import fr from './fr.json';
import hi from './hi.json';
import ptBR from './pt-br.json';
import zhCN from './zh-cn.json';

/** As English has them; the forms of a counted sentence that not every language has are looked up by their names. */
type TextsLike<Part> = {
  readonly [Key in keyof Part as Key extends `${string}_one` ? never : Key]: Part[Key] extends string
    ? string
    : TextsLike<Part[Key]>;
};
export type MainText = TextsLike<typeof en>;

const texts: Readonly<Record<Language, MainText>> = {
  en,
  ar,
  de,
  es,
  fr,
  hi,
  'pt-BR': ptBR,
  'zh-CN': zhCN,
};
let current: Language = languageTags[0];

/** The sentences of menus and dialogs, in the language they are spoken in now. */
export function mainText(): MainText {
  return texts[current];
}

export function spokenLanguage(): Language {
  return current;
}

/** The first of these that Rollcall speaks, best first; none: as before. */
export function speak(wanted: readonly string[]): void {
  for (const tag of wanted) {
    const found = languageOfTag(tag, languageTags);
    if (found === undefined) continue;
    current = found;
    return;
  }
}
