import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { endReasonSchema, sessionClassSchema, signInMethodSchema } from '../../shared/model/session.ts';
import { filterFields, type FilterField, type SessionFilter } from './session-filter.ts';
import { useDeviceWords } from '../pieces/use-device-words.ts';

/** What a filter is called, and what it is set to. */
export function useFilterWords() {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  return useMemo(() => {
    const words = {
      field: (field: FilterField): string => t(`sessions.fields.${field}`),
      value(field: FilterField, value: string): string {
        switch (field) {
          case 'device':
            return toDevice(value);
          case 'class':
            return t(`classes.${sessionClassSchema.parse(value)}`);
          case 'method':
            return t(`sessions.methods.${signInMethodSchema.parse(value)}`);
          case 'reason':
            return t(`reasons.${endReasonSchema.parse(value)}`);
          default:
            return value;
        }
      },
    };
    return {
      ...words,
      /** All that is set, for paper. */
      listNarrowed: ({ text, fields }: SessionFilter): readonly string[] => [
        text.trim(),
        ...filterFields.flatMap((key) => {
          const value = fields[key];
          return value === undefined
            ? []
            : [t('narrow.chip', { field: words.field(key), value: words.value(key, value) })];
        }),
      ],
    };
  }, [t, toDevice]);
}
