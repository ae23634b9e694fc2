import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { formatClock, getFormatLanguage } from '../pieces/format-moment.ts';
import { StepChart } from '../ui/chart/step-chart.tsx';
import type { useSeatSteps } from './use-seat-steps.ts';

const hourMs = 3600_000;
const markEveryHours = 4;
/** A plan many times as large as what was ever used would press the picture flat. */
const limitShownUpTo = 4;

interface Properties {
  readonly asked: ReturnType<typeof useSeatSteps>;
  readonly seats: number | undefined;
}

/** Seats in use over the last 24 hours; as high while it is asked for as afterwards. */
export function SeatsChart({ asked: { history, failure, retry }, seats }: Properties) {
  const { t, i18n } = useTranslation();
  const language = getFormatLanguage(i18n.language);
  if (history === undefined) {
    return failure === undefined ? (
      <Skeleton height="12.25rem" aria-hidden />
    ) : (
      <FailureNotice failure={failure} onRetry={retry} />
    );
  }
  const { steps, now } = history;
  const [first] = steps;
  const from = first?.at ?? now;
  const peak = steps.reduce((most, step) => (step.value > most.value ? step : most), {
    at: from,
    value: first?.value ?? 0,
  });
  const lowest = steps.reduce((least, { value }) => Math.min(least, value), peak.value);
  const shownLimit =
    seats !== undefined && seats > 0 && seats <= Math.max(1, peak.value) * limitShownUpTo ? seats : undefined;
  return (
    <StepChart
      label={t('seatsChart.label', {
        peak: peak.value,
        at: formatClock(peak.at, language),
        lowest,
        now: steps.at(-1)?.value ?? 0,
      })}
      steps={steps}
      to={now}
      limit={shownLimit}
      marks={listHours(from, now).map((at) => ({
        place: (at - from) / Math.max(1, now - from),
        label: formatClock(at, language),
      }))}
      say={(at, value) => t('seatsChart.at', { time: formatClock(at, language), count: value })}
    />
  );
}

/** Round hours on this computer's clock, away from both edges. */
function listHours(from: number, to: number): number[] {
  const hours: number[] = [];
  const date = new Date(from);
  date.setMinutes(0, 0, 0);
  for (let at = date.getTime(); at < to - hourMs; at += hourMs) {
    if (at > from + hourMs / 2 && new Date(at).getHours() % markEveryHours === 0) hours.push(at);
  }
  return hours;
}
