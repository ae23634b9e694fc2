import { ActionIcon, Checkbox, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Hours } from '../../shared/model/hours.ts';
import { getFormatLanguage } from '../pieces/format-moment.ts';
import { findWindowFault } from './find-hours-fault.ts';
import classes from './hours-input.module.css';

type Window = Hours['windows'][number];

interface Properties {
  /** Counted from 1. */
  readonly place: number;
  readonly value: Window;
  readonly onChange: (value: Window) => void;
  /** Undefined: it is the last one. */
  readonly onRemove: (() => void) | undefined;
}

const days = [1, 2, 3, 4, 5, 6, 7] as const;
/** A Monday, to name the days by. */
const mondayMs = Date.UTC(2024, 0, 1);

/** One window: on which days, from when to when. */
export function HoursWindow({ place, value, onChange, onRemove }: Properties) {
  const { t, i18n } = useTranslation();
  const fault = findWindowFault(value);
  const nameDay = new Intl.DateTimeFormat(getFormatLanguage(i18n.language), {
    weekday: 'short',
    timeZone: 'UTC',
  });
  const toggle = (day: number, checked: boolean): void => {
    const rest = value.days.filter((one) => one !== day);
    onChange({ ...value, days: checked ? [...rest, day].toSorted((a, b) => a - b) : rest });
  };
  return (
    <fieldset className={classes.window}>
      <legend className={classes.legend}>{t('hours.window', { place })}</legend>
      <div className={classes.days}>
        {days.map((day) => (
          <Checkbox
            key={day}
            size="sm"
            label={nameDay.format(mondayMs + (day - 1) * 86_400_000)}
            checked={value.days.includes(day)}
            onChange={(event) => toggle(day, event.currentTarget.checked)}
          />
        ))}
      </div>
      <div className={classes.times}>
        {(['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            size="sm"
            className={classes.time}
            label={t(`hours.${end}`)}
            placeholder={end === 'from' ? '08:00' : '18:00'}
            maxLength={5}
            value={value[end]}
            error={fault === 'badTime' || fault === 'wrongOrder'}
            onChange={(event) => onChange({ ...value, [end]: event.currentTarget.value })}
          />
        ))}
        {onRemove !== undefined && (
          <ActionIcon variant="subtle" size="lg" aria-label={t('hours.remove', { place })} onClick={onRemove}>
            <IconTrash size={18} />
          </ActionIcon>
        )}
      </div>
      {fault !== undefined && (
        <p className={classes.fault} role="alert">
          {t(`hours.faults.${fault}`)}
        </p>
      )}
    </fieldset>
  );
}
