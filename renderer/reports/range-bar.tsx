import { SegmentedControl } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAuthorityNow } from '../authority/use-authority-now.ts';
import { DayInput } from '../pieces/day-input.tsx';
import { dayOf, findRangeFault, lastDays, presetDays, type ReportRange } from './report-range.ts';
import classes from './reports-screen.module.css';

interface Properties {
  readonly range: ReportRange;
  readonly onChange: (range: ReportRange) => void;
  /** What is typed is no range, or is one again. */
  readonly onFault: (isAtFault: boolean) => void;
}

/** Which days: one of the usual spans, or two dates. */
export function RangeBar({ range, onChange, onFault }: Properties) {
  const { t } = useTranslation();
  const now = useAuthorityNow();
  const [typed, setTyped] = useState(range);
  const [shown, setShown] = useState(range);
  const [isOwn, setOwn] = useState(false);
  const firstDay = useRef<HTMLInputElement>(null);
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
    setOwn(true);
    const isAtFault = findRangeFault(next) !== undefined;
    onFault(isAtFault);
    if (!isAtFault) onChange(next);
  };
  const choose = (value: string): void => {
    const days = presetDays.find((one) => String(one) === value);
    setOwn(days === undefined);
    if (days === undefined) return firstDay.current?.focus();
    onFault(false);
    onChange(lastDays(now, days));
  };
  return (
    <div className={classes.bar}>
      <SegmentedControl
        aria-label={t('reports.span')}
        data={[
          ...presetDays.map((days) => ({ value: String(days), label: t('reports.days', { count: days }) })),
          { value: 'own', label: t('reports.own') },
        ]}
        value={isOwn || preset === undefined ? 'own' : String(preset)}
        onChange={choose}
      />
      <div className={classes.days}>
        <DayInput
          inputRef={firstDay}
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
      </div>
      {fault !== undefined && (
        <p className={classes.fault} role="alert">
          {t(`reports.fault.${fault}`)}
        </p>
      )}
    </div>
  );
}
