import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Surplus } from '../../shared/model/limit.ts';

interface Properties {
  readonly value: Surplus;
  /** Some are over already by the new rules, and go at once whatever is chosen. */
  readonly withPast?: boolean;
  readonly onChange: (value: Surplus) => void;
}

/** When sessions go that stricter rules leave over: by themselves, or at once. */
export function SurplusChoice({ value, withPast = false, onChange }: Properties) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      label={t('surplus.when')}
      value={value}
      onChange={(chosen) => onChange(chosen === 'now' ? 'now' : 'as_they_expire')}
    >
      <Stack gap="sm" mt="xs">
        <Radio
          value="as_they_expire"
          label={t('surplus.later')}
          description={t(withPast ? 'surplus.laterOrPast' : 'surplus.laterDescription')}
        />
        <Radio value="now" label={t('surplus.now')} description={t('surplus.nowDescription')} />
      </Stack>
    </Radio.Group>
  );
}
