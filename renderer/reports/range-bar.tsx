import { Group, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAuthorityNow } from '../authority/use-authority-now.ts';
import { DayInput } from '../pieces/day-input.tsx';
import { dayOf, findRangeFault, lastDays, presetDays, type ReportRange } from './report-range.ts';
import classes from './reports-screen.module.css';

interface Properties {
  readonly range: ReportRange;
  readonly onChange: (range: ReportRange) => void;
}

/** Which days: one of the usual spans, or two dates. */
export function RangeBar({ range, onChange }: Properties) {
  const { t } = useTranslation();
  const now = useAuthorityNow();
  const [typed, setTyped] = useState(range);
  const [shown, setShown] = useState(range);
  // Chosen elsewhere, such as by a preset: the dates follow.
  if (range !== shown) {
    setShown(range);
    setTyped(range);
  }
  const fault = findRangeFault(typed);
  const preset = presetDays.find((days) => {
    const { from, to } = lastDays(now, days);
    return from === range.from && to === range.to;
  });
  const type = (next: ReportRange): void => {
    setTyped(next);
    if (findRangeFault(next) === undefined) onChange(next);
  };
  return (
    <div className={classes.bar}>
      <SegmentedControl
        aria-label={t('reports.span')}
        data={[
          ...presetDays.map((days) => ({ value: String(days), label: t('reports.days', { count: days }) })),
          { value: 'own', label: t('reports.own') },
        ]}
        value={preset === undefined ? 'own' : String(preset)}
        onChange={(value) => {
          const days = presetDays.find((one) => String(one) === value);
          if (days !== undefined) onChange(lastDays(now, days));
        }}
      />
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <DayInput
          label={t('reports.from')}
          value={typed.from}
          max={dayOf(now)}
          error={fault !== undefined}
          onChange={(from) => type({ ...typed, from })}
        />
        <span className={classes.until} aria-hidden>
          –
        </span>
        <DayInput
          label={t('reports.to')}
          value={typed.to}
          max={dayOf(now)}
          error={fault !== undefined}
          onChange={(to) => type({ ...typed, to })}
        />
      </Group>
      {fault !== undefined && (
        <p className={classes.fault} role="alert">
          {t(`reports.fault.${fault}`)}
        </p>
      )}
    </div>
  );
}
