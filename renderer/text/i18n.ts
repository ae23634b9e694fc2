import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { languageTags, type Language } from '../../shared/languages.ts';
import { valueWriter } from '../../shared/write-values.ts';
import en from './en.json';
import { currentLanguage, onLanguage } from './languages.ts';

export type Texts = typeof en;

const [fallback] = languageTags;
/** Each is fetched when it is chosen. */
const files = import.meta.glob<{ default: object }>('./*.json');

/**
 * The texts of the console, in the language of this window from the first picture on.
 * @param onShown is told each language that is shown
 */
export async function openTexts(onShown: (language: Language) => void): Promise<void> {
  i18next.on('languageChanged', tellDocument);
  await i18next
    .use(initReactI18next)
    .use(valueWriter)
    .init({
      lng: fallback,
      fallbackLng: fallback,
      load: 'currentOnly',
      resources: { [fallback]: { translation: en } },
      partialBundledLanguages: true,
      // React escapes what it shows.
      interpolation: { escapeValue: false, alwaysFormat: true },
      initAsync: false,
    });
  const show = async (language: Language): Promise<void> => {
    await fetchTexts(language);
    // When another one was chosen while this one was fetched, that one stays.
    if (language !== currentLanguage()) return;
    await i18next.changeLanguage(language);
    onShown(language);
  };
  onLanguage((language) => void show(language));
  await show(currentLanguage());
}

async function fetchTexts(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'translation')) return;
  const file = await files[`./${language.toLowerCase()}.json`]?.();
  if (file) i18next.addResourceBundle(language, 'translation', file.default);
}

function tellDocument(): void {
  document.documentElement.lang = i18next.language;
  document.documentElement.dir = i18next.dir();
}
