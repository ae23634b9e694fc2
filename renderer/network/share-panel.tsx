import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { findTrustUrl } from '../pieces/find-trust-url.ts';
import { PortalAddress } from '../pieces/portal-address.tsx';
import { Panel } from '../ui/panel.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import classes from './network-screen.module.css';
import { PosterDialog } from './poster-dialog.tsx';

/** What to give to people: where they sign in, where a device comes to trust it, and both on paper. */
export function SharePanel() {
  const { t } = useTranslation();
  const status = useMirror((mirror) => mirror.status);
  const [poster, setPoster] = useState(false);
  const trustUrl = findTrustUrl(status);
  return (
    <Panel
      title={t('network.share')}
      description={t('network.shareDescription')}
      actions={
        <Button
          size="compact-sm"
          data-place="poster"
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => setPoster(true)}
        >
          {t('poster.open')}
        </Button>
      }
    >
      <div className={classes.share}>
        <QrCode text={trustUrl} label={t('address.qr', { url: trustUrl })} size={136} />
        <Stack gap="md">
          <div>
            <Text fw={600}>{t('network.signInAt')}</Text>
            <PortalAddress url={status.origin} openable />
          </div>
          <div>
            <Text fw={600}>{t('network.trustAt')}</Text>
            <PortalAddress url={trustUrl} openable />
            <Text size="sm" c="dimmed">
              {t('network.trustAtDescription')}
            </Text>
          </div>
          <Group gap="xs">
            <Text size="sm">{t('network.trusting', { count: status.trustingDevices })}</Text>
            <Text size="xs" c="dimmed">
              {t('network.trustingHow')}
            </Text>
          </Group>
        </Stack>
      </div>
      <PosterDialog opened={poster} onClose={() => setPoster(false)} />
    </Panel>
  );
}
