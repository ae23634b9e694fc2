import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Properties extends Pick<
  NumberInputProps,
  | 'aria-describedby'
  | 'aria-label'
  | 'className'
  | 'description'
  | 'hideControls'
  | 'inputWrapperOrder'
  | 'label'
  | 'maw'
  | 'ms'
  | 'placeholder'
  | 'size'
  | 'suffix'
  | 'w'
> {
  /** `NaN`: empty, or not yet a number that can be. */
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly min: number;
  /** Undefined: whoever uses it says what is too much. */
  readonly max?: number;
  /** Nothing in it is an answer too. */
  readonly mayBeEmpty?: boolean;
  /** What else is wrong with it. `true`: it is said elsewhere. */
  readonly error?: string | boolean | undefined;
}

/**
 * A whole number. What is typed is what is shown: it is never corrected under the hand, and a field that was emptied
 * stays empty and says what belongs in it. Its value is then `NaN` (see `hasEmptyNumber`).
 */
export function NumberField({ value, onChange, min, max, mayBeEmpty = false, error, ...rest }: Properties) {
  const { t } = useTranslation();
  const [text, setText] = useState(() => show(value));
  const [told, setTold] = useState(value);
  // Set from outside, such as by taking everything back.
  if (!Object.is(value, told)) {
    setTold(value);
    setText(show(value));
  }
  const isFaulty = Number.isNaN(value) && !(mayBeEmpty && text === '');
  const range = max === undefined ? t('ui.numberMin', { min }) : t('ui.numberRange', { min, max });
  return (
    <NumberInput
      {...rest}
      min={min}
      {...(max === undefined ? {} : { max })}
      startValue={min}
      clampBehavior="none"
      allowDecimal={false}
      allowNegative={false}
      value={text}
      error={error ?? (isFaulty && range)}
      onChange={(next) => {
        const number = readNumber(next, min, max);
        setText(next);
        setTold(number);
        onChange(number);
      }}
    />
  );
}

function show(value: number): number | string {
  return Number.isNaN(value) ? '' : value;
}

function readNumber(typed: number | string, min: number, max = Number.MAX_SAFE_INTEGER): number {
  const number = typed === '' ? Number.NaN : Number(typed);
  return Number.isInteger(number) && number >= min && number <= max ? number : Number.NaN;
}
