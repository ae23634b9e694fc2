import { Select } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberField } from './number-field.tsx';
import classes from './duration-input.module.css';

const unitSeconds = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
type Unit = keyof typeof unitSeconds;
const units = ['seconds', 'minutes', 'hours', 'days'] as const satisfies readonly Unit[];

interface Properties {
  readonly label: string;
  readonly description?: string;
  readonly error?: string | undefined;
  /** The label is for those who do not see what stands beside it. */
  readonly labelHidden?: boolean;
  /** Seconds can be chosen too; without it they only show what is set so already. */
  readonly withSeconds?: boolean;
  /** `NaN` while its field is empty. */
  readonly seconds: number;
  readonly onChange: (seconds: number) => void;
}

/** A span of time in a number and the unit people would say it in. */
export function DurationInput({
  label,
  description,
  error,
  labelHidden = false,
  withSeconds = false,
  seconds,
  onChange,
}: Properties) {
  const { t } = useTranslation();
  const saidId = useId();
  const [unit, setUnit] = useState<Unit>(() => findUnit(seconds));
  const isEmpty = Number.isNaN(seconds);
  const said = error ?? (isEmpty ? t('ui.numberMin', { min: 1 }) : undefined);
  const shownUnit = isEmpty || seconds % unitSeconds[unit] === 0 ? unit : findUnit(seconds);
  const count = seconds / unitSeconds[shownUnit];
  return (
    <fieldset className={classes.field}>
      <legend className={labelHidden ? classes.hidden : classes.label}>{label}</legend>
      {description !== undefined && <p className={classes.description}>{description}</p>}
      <div className={classes.inputs}>
        <NumberField
          aria-label={t('ui.durationCount', { label })}
          className={classes.count}
          min={1}
          value={count}
          error={said !== undefined}
          aria-describedby={said === undefined ? undefined : saidId}
          onChange={(next) => {
            // An emptied field keeps the unit that stands beside it.
            setUnit(shownUnit);
            onChange(next * unitSeconds[shownUnit]);
          }}
        />
        <Select
          aria-label={t('ui.durationUnit', { label })}
          className={classes.unit}
          data={units
            .filter((value) => value !== 'seconds' || withSeconds || shownUnit === 'seconds')
            .map((value) => ({ value, label: t(`ui.units.${value}`, { count: isEmpty ? 0 : count }) }))}
          value={shownUnit}
          onChange={(next) => {
            const found = units.find((one) => one === next);
            if (found === undefined) return;
            setUnit(found);
            onChange(count * unitSeconds[found]);
          }}
        />
      </div>
      {said !== undefined && (
        <p id={saidId} className={classes.error}>
          {said}
        </p>
      )}
    </fieldset>
  );
}

/** The largest unit that gives a whole number. */
function findUnit(seconds: number): Unit {
  return units.findLast((unit) => seconds % unitSeconds[unit] === 0) ?? 'seconds';
}
