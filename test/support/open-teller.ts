import { createInstance } from 'i18next';
import { formatTag, type Language } from '../../shared/languages.ts';
import { formatBytes } from '../../shared/words/format-bytes.ts';
import type { Teller } from '../../shared/words/teller.ts';
import { valueWriter } from '../../shared/write-values.ts';

/** Says what the authority has to say in one language, as the console does; a text that is missing is its key. */
export async function openTeller(language: Language): Promise<Teller> {
  const file = (await import(`../../shared/text/${language.toLowerCase()}.json`)) as { default: object };
  const i18n = createInstance().use(valueWriter);
  await i18n.init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: file.default } },
    interpolation: { escapeValue: false, alwaysFormat: true },
  });
  const write = new Intl.DateTimeFormat(formatTag(language), { timeStyle: 'short' });
  return {
    say: (key, values) => i18n.t(key, { ...values }),
    clock: (iso) => write.format(new Date(iso)),
    dayAndTime: (iso) => write.format(new Date(iso)),
    bytes: (bytes) => formatBytes(bytes, formatTag(language)),
  };
}
