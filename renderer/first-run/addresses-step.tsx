import { Button, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/notice.tsx';
import { PortForm } from '../pieces/port-form.tsx';
import { PrimaryHostForm } from '../pieces/primary-host-form.tsx';
import { StepFrame } from './step-frame.tsx';

export function AddressesStep({ onNext }: { readonly onNext: () => void }) {
  const { t } = useTranslation();
  return (
    <StepFrame
      title={t('addressesStep.title')}
      description={t('addressesStep.description')}
      foot={<Button onClick={onNext}>{t('firstRun.next')}</Button>}
    >
      <Stack gap="xl">
        <PrimaryHostForm />
        <PortForm />
        <Notice tone="info">{t('addressesStep.fixed')}</Notice>
      </Stack>
    </StepFrame>
  );
}
