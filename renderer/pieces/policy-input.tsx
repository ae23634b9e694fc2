import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { policySchema, type Policy, type OwnPolicy } from '../../shared/model/limit.ts';

const policies = policySchema.options;

interface Properties {
  readonly label: string;
  readonly value: OwnPolicy;
  readonly onChange: (value: OwnPolicy) => void;
  /** The policy of the install; with it, taking that one is a choice too. */
  readonly inherited?: Policy;
  /** Other words for that choice, where it is not simply the policy of the install. */
  readonly inheritLabel?: string;
}

/** What happens to the sign-in that would be one too many. */
export function PolicyInput({ label, value, onChange, inherited, inheritLabel }: Properties) {
  const { t } = useTranslation();
  const inheritWords =
    inheritLabel ??
    (inherited === undefined ? undefined : t('policy.inherit', { policy: t(`policy.${inherited}.short`) }));
  return (
    <Radio.Group
      label={label}
      value={value}
      onChange={(next) => onChange(policies.find((policy) => policy === next) ?? 'inherit')}
    >
      <Stack gap="sm" mt="xs">
        {inheritWords !== undefined && <Radio value="inherit" label={inheritWords} />}
        {policies.map((policy) => (
          <Radio
            key={policy}
            value={policy}
            label={t(`policy.${policy}.label`)}
            description={t(`policy.${policy}.description`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
