import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en.json';

export type Texts = typeof en;

/** In the storage of this window. */
const storedAs = 'rollcall-language';

/** The language of the console: the one chosen here earlier, else English. */
export function openTexts(): void {
  const stored = localStorage.getItem(storedAs);
  const resources = { en: { translation: en } };
  i18next.on('languageChanged', showLanguage);
  void i18next.use(initReactI18next).init({
    lng: stored !== null && stored in resources ? stored : 'en',
    fallbackLng: 'en',
    resources,
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  showLanguage();
}

/** At once, and for as long as this window has its storage. */
export function setLanguage(language: string): void {
  localStorage.setItem(storedAs, language);
  void i18next.changeLanguage(language);
}

function showLanguage(): void {
  document.documentElement.lang = i18next.language;
  document.documentElement.dir = i18next.dir();
}
