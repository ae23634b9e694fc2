import { createInstance } from 'i18next';
import english from '../../../shared/text/en.json' with { type: 'json' };
import type { AlarmFacts } from '../../../shared/model/alarm-facts.ts';
import { plainText, valueWriter } from '../../../shared/write-values.ts';
import { formatBytes } from '../../../shared/words/format-bytes.ts';
import { sayAlarm } from '../../../shared/words/say-alarm.ts';
import type { Teller } from '../../../shared/words/teller.ts';
import type { AlarmFact } from './alarm-watch.ts';

const i18n = createInstance().use(valueWriter);
void i18n.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: english } },
  interpolation: { escapeValue: false, alwaysFormat: true },
  initAsync: false,
});

/** For the command line, the log and the audit, which are in English. Times are on this computer's clock. */
export const englishTeller: Teller = {
  say: (key, values) => plainText(i18n.t(key, { ...values })),
  clock: (iso) => new Date(iso).toLocaleTimeString('sv-SE', { timeStyle: 'short' }),
  dayAndTime: (iso) => new Date(iso).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' }),
  bytes: (bytes) => formatBytes(bytes, 'en'),
};

/** An alarm with its English sentence. */
export function describeAlarm(facts: AlarmFacts): AlarmFact {
  return { code: facts.code, sentence: sayAlarm(englishTeller, facts), facts };
}
