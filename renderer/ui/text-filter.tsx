import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
import { hasWords, splitWords } from '../../shared/fold-text.ts';
import { foldOnce } from './fold-once.ts';
import classes from './text-filter.module.css';

interface Properties {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A few words, and the list above which it stands shows only what has them. */
export function TextFilter({ label, placeholder, value, onChange }: Properties) {
  return (
    <TextInput
      className={classes.filter}
      aria-label={label}
      placeholder={placeholder ?? label}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Those of the rows in whose text each word occurs. `textOf` stays the same function, or everything is looked at anew. */
export function useMatchingRows<Row extends object>(
  rows: readonly Row[],
  text: string,
  textOf: (row: Row) => string,
): readonly Row[] {
  const foldedOf = useMemo(() => foldOnce(textOf), [textOf]);
  return useMemo(() => {
    const words = splitWords(text);
    return words.length === 0 ? rows : rows.filter((row) => hasWords(foldedOf(row), words));
  }, [rows, text, foldedOf]);
}
