import { isLanguage, languages, languageOfTag, languageTags, type Language } from '../../shared/languages.ts';

/** In the storage of this window. */
const storedAs = 'rollcall-language';
const listeners = new Set<(language: Language) => void>();

export interface LanguageRow {
  readonly language: Language;
  /** In the language itself. */
  readonly name: string;
}

export function listLanguages(): readonly LanguageRow[] {
  return languageTags.map((language) => ({ language, name: languages[language].name }));
}

/** The one chosen in this window; undefined: none, it follows the system. */
export function chosenLanguage(): Language | undefined {
  const stored = localStorage.getItem(storedAs);
  return isLanguage(stored) ? stored : undefined;
}

/** The one chosen here, else the first of the system's that Rollcall speaks, else English. */
export function currentLanguage(): Language {
  const chosen = chosenLanguage();
  if (chosen !== undefined) return chosen;
  for (const tag of navigator.languages) {
    const found = languageOfTag(tag, languageTags);
    if (found !== undefined) return found;
  }
  return languageTags[0];
}

/**
 * At once, and for as long as this window has its storage.
 * @param language undefined: as the system
 */
export function setLanguage(language: Language | undefined): void {
  if (language === undefined) localStorage.removeItem(storedAs);
  else localStorage.setItem(storedAs, language);
  for (const listener of listeners) listener(currentLanguage());
}

/** Calls the listener at every choice. */
export function onLanguage(listener: (language: Language) => void): void {
  listeners.add(listener);
}
