import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { getFormatLanguage } from './format-moment.ts';

/** A number that stands by itself, as the reader's language writes it. Those in a sentence are written by `t`. */
export function useNumberWords(): (value: number) => string {
  const { i18n } = useTranslation();
  return useCallback((value) => value.toLocaleString(getFormatLanguage(i18n.language)), [i18n.language]);
}
