import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { getFormatLanguage } from './format-moment.ts';

/** One day is said as 24 hours: a day might be a date. */
const units = [
  { unit: 'day', seconds: 86_400, atLeast: 2 * 86_400 },
  { unit: 'hour', seconds: 3600, atLeast: 3600 },
  { unit: 'minute', seconds: 60, atLeast: 60 },
] as const;

/** A span of time as people say it: in the largest unit that gives a whole number. */
export function useDurationWords(): (seconds: number) => string {
  const { i18n } = useTranslation();
  const language = getFormatLanguage(i18n.language);
  return useCallback(
    (seconds) => {
      const found = units.find((one) => seconds % one.seconds === 0 && seconds >= one.atLeast);
      const { unit, seconds: size } = found ?? { unit: 'second' as const, seconds: 1 };
      return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
        seconds / size,
      );
    },
    [language],
  );
}
