import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { findTrustUrl } from '../pieces/find-trust-url.ts';
import { FingerprintWords } from '../pieces/fingerprint-words.tsx';
import { PortalAddress } from '../pieces/portal-address.tsx';
import { UncoveredHosts } from '../pieces/uncovered-hosts.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import classes from './first-run-screen.module.css';
import { StepFrame } from './step-frame.tsx';

export function CertificateStep({ onNext }: { readonly onNext: () => void }) {
  const { t } = useTranslation();
  const status = useMirror((mirror) => mirror.status);
  const trustUrl = findTrustUrl(status);
  return (
    <StepFrame
      title={t('certificateStep.title')}
      description={t('certificateStep.description')}
      foot={<Button onClick={onNext}>{t('firstRun.next')}</Button>}
    >
      <UncoveredHosts />
      <div className={classes.qr}>
        <QrCode text={trustUrl} label={t('address.qr', { url: trustUrl })} size={144} />
        <Stack gap="lg">
          <div>
            <Text fw={600}>{t('certificateStep.trust')}</Text>
            <Text size="sm" c="dimmed" mb={4}>
              {t('certificateStep.trustDescription')}
            </Text>
            <PortalAddress url={trustUrl} openable />
          </div>
          <div>
            <Text fw={600}>{t('certificateStep.compare')}</Text>
            <Text size="sm" c="dimmed" mb="xs">
              {t('certificateStep.compareDescription')}
            </Text>
            <FingerprintWords certificate={status.certificate} />
          </div>
        </Stack>
      </div>
    </StepFrame>
  );
}
