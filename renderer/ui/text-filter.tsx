import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
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
export function useMatchingRows<Row>(
  rows: readonly Row[],
  text: string,
  textOf: (row: Row) => string,
): readonly Row[] {
  return useMemo(() => {
    const words = fold(text)
      .split(/\s+/)
      .filter((word) => word !== '');
    if (words.length === 0) return rows;
    return rows.filter((row) => {
      const searched = fold(textOf(row));
      return words.every((word) => searched.includes(word));
    });
  }, [rows, text, textOf]);
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
