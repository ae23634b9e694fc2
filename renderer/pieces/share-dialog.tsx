import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../shared/model/status.ts';
import { findTrustUrl } from './find-trust-url.ts';
import { PortalAddress } from './portal-address.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import { DialogBody } from '../ui/dialog-body.tsx';

/** Further addresses shown; a PC with many networks has more than anybody reads. */
const othersMax = 4;

interface Properties {
  readonly status: Status;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The address to give to people, to scan or to copy; and where devices learn to trust it. */
export function ShareDialog({ status, opened, onClose }: Properties) {
  const { t } = useTranslation();
  const others = status.https.filter((origin) => origin !== status.origin).slice(0, othersMax);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('overview.where')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <DialogBody
        foot={
          <>
            <CopyButton text={status.origin} label={t('share.copy')} look="default" />
            <Button onClick={onClose} data-autofocus>
              {t('ui.close')}
            </Button>
          </>
        }
      >
        <Text>{t('overview.whereDescription')}</Text>
        <Group justify="center">
          <QrCode text={status.origin} label={t('address.qr', { url: status.origin })} size={216} />
        </Group>
        <PortalAddress url={status.origin} openable />
        {others.length > 0 && (
          <div>
            <Text size="sm" c="dimmed">
              {t('overview.alsoAt')}
            </Text>
            {others.map((origin) => (
              <PortalAddress key={origin} url={origin} />
            ))}
          </div>
        )}
        <div>
          <Text size="sm" c="dimmed">
            {t('overview.trustAt')}
          </Text>
          <PortalAddress url={findTrustUrl(status)} />
        </div>
      </DialogBody>
    </Modal>
  );
}
