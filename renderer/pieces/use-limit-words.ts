import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoundBy, LimitValue } from '../../shared/model/limit.ts';

/** Limits as people say them. */
export function useLimitWords() {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      /** "2 devices", "no limit" */
      devices: (limit: LimitValue): string =>
        limit === 'unlimited'
          ? t('limit.noLimit')
          : // A field that is empty says nothing yet.
            Number.isNaN(limit)
            ? ''
            : t('limit.devices', { count: limit }),
      /** "1 of 2", "3, no limit" */
      used: (live: number, limit: LimitValue): string =>
        limit === 'unlimited' ? t('limit.usedNoLimit', { live }) : t('limit.used', { live, limit }),
      /** "own rule", "group Warehouse", "as for everyone", "seats of the plan" */
      from: ({
        boundBy,
        group = '',
      }: {
        readonly boundBy: BoundBy;
        readonly group?: string | undefined;
      }): string => t(`limit.from.${boundBy}`, { group }),
    }),
    [t],
  );
}
