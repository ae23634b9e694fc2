import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hours } from '../../shared/model/hours.ts';
import { getFormatLanguage } from './format-moment.ts';

/** A Monday, from which the names of the days are counted. */
const mondayUtc = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

/** Windows of the week as people write them on a door: "Mon–Fri 07:00–19:00, Sat 08:00–13:00". */
export function useHoursWords(): (hours: Hours) => string {
  const { i18n } = useTranslation();
  const language = getFormatLanguage(i18n.language);
  return useCallback(
    ({ windows }) => {
      const names = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
      const toName = (day: number): string => names.format(mondayUtc + (day - 1) * dayMs);
      return windows
        .map(({ days, from, to }) => {
          const runs = listRuns(days).map(([first, last]) =>
            first === last ? toName(first) : `${toName(first)}–${toName(last)}`,
          );
          return `${runs.join(', ')} ${from}–${to}`;
        })
        .join('; ');
    },
    [language],
  );
}

/** Days that follow each other, as first and last. */
function listRuns(days: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const day of days.toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run !== undefined && day <= run[1] + 1) run[1] = day;
    else runs.push([day, day]);
  }
  return runs;
}
