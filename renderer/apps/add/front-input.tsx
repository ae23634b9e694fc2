import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Front } from '../templates/app-template.ts';

interface Properties {
  readonly fronts: readonly Front[];
  readonly value: Front;
  readonly onChange: (front: Front) => void;
}

/** What stands between people and the app. */
export function FrontInput({ fronts, value, onChange }: Properties) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      label={t('addApp.front')}
      value={value}
      onChange={(next) => onChange(fronts.find((front) => front === next) ?? value)}
    >
      <Stack gap="xs" mt="xs">
        {fronts.filter(isStanding).map((front) => (
          <Radio
            key={front}
            value={front}
            label={t(`addApp.fronts.${front}.label`)}
            description={t(`addApp.fronts.${front}.description`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function isStanding(front: Front): front is Exclude<Front, 'app'> {
  return front !== 'app';
}
