import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { appSessionsSchema, policySchema } from '../../shared/model/limit.ts';
import { getFormatLanguage } from './format-moment.ts';
import { useDurationWords } from './use-duration-words.ts';
import { useLimitWords } from './use-limit-words.ts';
import type { SettingInput } from './setting-items.ts';

/** A value as people say it, for the line that names the default. */
export function useValueWords(): (input: SettingInput, value: unknown) => string {
  const { t, i18n } = useTranslation();
  const durations = useDurationWords();
  const limits = useLimitWords();
  return useCallback(
    ({ kind }, value) => {
      if (Array.isArray(value)) return value.length === 0 ? t('settings.empty') : value.join(', ');
      if (typeof value === 'boolean') return t(value ? 'settings.on' : 'settings.off');
      if (value === '') return t('settings.empty');
      if (kind === 'limit') return limits.devices(value === 'unlimited' ? 'unlimited' : Number(value));
      if (typeof value === 'number') {
        return kind === 'seconds'
          ? durations(value)
          : value.toLocaleString(getFormatLanguage(i18n.language), { useGrouping: false });
      }
      const policy = policySchema.options.find((one) => one === value);
      if (policy !== undefined && kind === 'policy') return t(`policy.${policy}.label`);
      const counted = appSessionsSchema.options.find((one) => one === value);
      if (counted !== undefined) return t(`appSessions.${counted}.label`);
      return String(value);
    },
    [t, i18n.language, durations, limits],
  );
}
