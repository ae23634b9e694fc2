import { TextInput } from '@mantine/core';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { getFormatLanguage } from './format-moment.ts';

interface Properties {
  readonly label: string;
  /** The label stands above the field; else it is for screen readers only. */
  readonly shown?: boolean;
  /** `2026-03-01`; empty when no day, or half a day, is entered. */
  readonly value: string;
  readonly min?: string;
  readonly max?: string;
  readonly error?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly onChange: (day: string) => void;
}

/**
 * A day. Chromium writes the field in the language its process was started in, which no page can change. Where that is
 * not the language of the console, the day stands below in words: nobody takes the third of April for the fourth of March.
 */
export function DayInput({
  label,
  shown = false,
  value,
  min,
  max,
  error = false,
  inputRef,
  onChange,
}: Properties) {
  const { i18n } = useTranslation();
  const language = getFormatLanguage(i18n.language);
  return (
    <TextInput
      ref={inputRef}
      type="date"
      {...(shown ? { label } : { 'aria-label': label })}
      value={value}
      min={min}
      max={max}
      error={error}
      inputWrapperOrder={['label', 'input', 'description']}
      description={describeDay(value, language, new Intl.DateTimeFormat().resolvedOptions().locale)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/**
 * @param language of the console, for Intl
 * @param native that of Chromium's own fields
 * @returns undefined when the field says it itself, or there is no day
 */
export function describeDay(value: string, language: string, native: string): string | undefined {
  const noon = new Date(value === '' ? Number.NaN : `${value}T12:00`);
  if (Number.isNaN(noon.getTime())) return undefined;
  if (new Intl.Locale(native).language === new Intl.Locale(language).language) return undefined;
  return new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(noon);
}
