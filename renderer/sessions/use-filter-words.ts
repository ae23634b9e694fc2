import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { endReasonSchema, sessionClassSchema, signInMethodSchema } from '../../shared/model/session.ts';
import type { FilterField } from './session-filter.ts';

/** What a filter is called, and what it is set to. */
export function useFilterWords() {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      field: (field: FilterField): string => t(`sessions.fields.${field}`),
      value(field: FilterField, value: string): string {
        switch (field) {
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
    }),
    [t],
  );
}
