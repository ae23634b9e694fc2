import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { languageTags, type Language } from '../../shared/languages.ts';
import { valueWriter } from '../../shared/write-values.ts';
import authorityEnglish from '../../shared/text/en.json';
import en from './en.json';
import { currentLanguage, onLanguage } from './languages.ts';

export type Texts = typeof en;
export type AuthorityTexts = typeof authorityEnglish;

const [fallback] = languageTags;
/** Each is fetched when it is chosen: the texts of the console, and those of what the authority has to say. */
const files = import.meta.glob<{ default: object }>('./*.json');
const authorityFiles = import.meta.glob<{ default: object }>('../../shared/text/*.json');

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
      resources: { [fallback]: { translation: en, authority: authorityEnglish } },
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
  const name = `${language.toLowerCase()}.json`;
  const [file, authorityFile] = await Promise.all([
    files[`./${name}`]?.(),
    authorityFiles[`../../shared/text/${name}`]?.(),
  ]);
  if (authorityFile) i18next.addResourceBundle(language, 'authority', authorityFile.default);
  if (file) i18next.addResourceBundle(language, 'translation', file.default);
}

function tellDocument(): void {
  document.documentElement.lang = i18next.language;
  document.documentElement.dir = i18next.dir();
}
