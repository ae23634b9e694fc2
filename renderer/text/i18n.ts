import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en.json';

export type Texts = typeof en;

/** The language of the console; with one language there is nothing to choose from. */
export function openTexts(): void {
  void i18next.use(initReactI18next).init({
    lng: 'en',
    resources: { en: { translation: en } },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  document.documentElement.lang = i18next.language;
  document.documentElement.dir = i18next.dir();
}
