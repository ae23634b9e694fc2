import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { AutostartSwitch } from './autostart-switch.tsx';
import { ServiceSetupPart } from './service-setup-part.tsx';

/** While somebody is signed in to the computer, or always: what is so now, and what the other takes. */
export function RunningChoice({ titled = false }: { readonly titled?: boolean }) {
  const { t } = useTranslation();
  const isService = useAuthorityStore(({ shell }) => shell?.authority.holder !== undefined);
  const [chosen, setChosen] = useState<string>();
  const value = chosen ?? (isService ? 'always' : 'withMe');
  return (
    <Stack gap="md">
      <Radio.Group
        {...(titled ? { label: t('runningStep.title') } : { 'aria-label': t('runningStep.title') })}
        value={value}
        onChange={setChosen}
      >
        <Stack gap="sm" mt="xs">
          {(['withMe', 'always'] as const).map((one) => (
            <Radio
              key={one}
              value={one}
              label={t(`runningStep.${one}`)}
              description={t(`runningStep.${one}Description`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {value === 'withMe' ? <AutostartSwitch /> : <ServiceSetupPart />}
    </Stack>
  );
}
