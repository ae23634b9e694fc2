import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '../../shared/words/format-bytes.ts';
import type { Teller } from '../../shared/words/teller.ts';
import { formatClock, formatMinute, getFormatLanguage } from './format-moment.ts';

/** Puts what the authority has to say into the language of this window. */
export function useTeller(): Teller {
  const { i18n } = useTranslation();
  const { language } = i18n;
  return useMemo(() => {
    const t = i18n.getFixedT(language, 'authority') as unknown as Teller['say'];
    const format = getFormatLanguage(language);
    return {
      say: (key, values) => t(key, { ...values }),
      clock: (iso) => formatClock(Date.parse(iso), format),
      dayAndTime: (iso) => formatMinute(Date.parse(iso), format),
      bytes: (bytes) => formatBytes(bytes, format),
    };
  }, [i18n, language]);
}
