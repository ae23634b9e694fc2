import { Radio, Stack, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LimitValue, OwnLimit } from '../../shared/model/limit.ts';
import { NumberField } from '../ui/number-field.tsx';
import { useLimitWords } from './use-limit-words.ts';

/** As the contract has it. */
const limitMax = 100_000;

interface Properties {
  readonly label: string;
  /** For those who do not see what stands beside it, where `label` is empty. */
  readonly groupLabel?: string;
  readonly description?: string;
  /** `NaN` while its field is empty. */
  readonly value: OwnLimit;
  readonly onChange: (value: OwnLimit) => void;
  /** The limit of the install; with it, taking that one is a choice too. */
  readonly inherited?: LimitValue;
  /** Other words for that choice, where it is not simply the limit of the install. */
  readonly inheritLabel?: string;
}

/** How many devices: the one of the next rule, an own one, or no limit. */
export function LimitInput({
  label,
  groupLabel,
  description,
  value,
  onChange,
  inherited,
  inheritLabel,
}: Properties) {
  const { t } = useTranslation();
  const words = useLimitWords();
  const kind = typeof value === 'number' ? 'number' : value;
  const number = typeof value === 'number' ? value : typeof inherited === 'number' ? inherited : 1;
  const inheritWords =
    inheritLabel ??
    (inherited === undefined ? undefined : t('limit.inherit', { limit: words.devices(inherited) }));
  return (
    <Radio.Group
      label={groupLabel === undefined ? label : <VisuallyHidden>{groupLabel}</VisuallyHidden>}
      description={description}
      value={kind}
      onChange={(next) => onChange(next === 'inherit' || next === 'unlimited' ? next : number)}
    >
      <Stack gap="sm" mt="xs">
        {inheritWords !== undefined && <Radio value="inherit" label={inheritWords} />}
        <Radio value="number" label={t('limit.number')} />
        {kind === 'number' && (
          <NumberField
            aria-label={t('limit.count')}
            description={value === 0 ? t('limit.zero') : undefined}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            min={0}
            max={limitMax}
            value={number}
            onChange={onChange}
            w="9rem"
            ms="2rem"
          />
        )}
        <Radio value="unlimited" label={t('limit.unlimited')} />
      </Stack>
    </Radio.Group>
  );
}
