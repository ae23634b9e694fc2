import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingKey } from '../../shared/model/settings.ts';

export interface SettingWords {
  readonly label: string;
  readonly description: string;
}

export function useSettingWords(): (key: SettingKey) => SettingWords {
  const { t } = useTranslation();
  return useCallback(
    (key) => ({
      label: t(`settings.items.${key}.label`),
      description: t(`settings.items.${key}.description`),
    }),
    [t],
  );
}
