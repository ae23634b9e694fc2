import { List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { AdminProofFields, isOfProof, useAdminProof } from './admin-proof.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { findTrustUrl } from './find-trust-url.ts';
import { useConfirmedCommand } from './use-confirmed-command.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { useTrustingApps } from './use-trusting-apps.tsx';

interface Properties {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onMade: () => void;
}

/** What it means for every device and app is read before, and an admin proves to be one. */
export function NewAuthorityDialog({ opened, onClose, onMade }: Properties) {
  const { t } = useTranslation();
  const given = useAdminProof();
  const { working, failure, close, confirm } = useConfirmedCommand(
    async (client) => {
      await client.network.makeAuthority(given.proof);
      onMade();
    },
    () => {
      given.setPassword('');
      onClose();
    },
  );
  const word = t('newAuthority.word');
  return (
    <ConfirmDialog
      opened={opened}
      title={t('newAuthority.question')}
      act={t('newAuthority.act')}
      working={working}
      blocked={!given.isGiven}
      typed={{ label: t('end.type', { word }), word }}
      onConfirm={confirm}
      onClose={close}
    >
      <Stack gap="md">
        <Consequences />
        <AdminProofFields of={given} failure={failure} />
        {!isOfProof(failure) && <FailureNotice failure={failure} />}
      </Stack>
    </ConfirmDialog>
  );
}

function Consequences() {
  const { t } = useTranslation();
  const status = useMirror((mirror) => mirror.status);
  const apps = useTrustingApps();
  return (
    <Stack gap="sm">
      <Text fw={600}>{t('newAuthority.trusting', { count: status.trustingDevices })}</Text>
      <List spacing="xs" size="sm">
        <List.Item>{t('newAuthority.until', { url: findTrustUrl(status) })}</List.Item>
        {apps !== undefined && (
          <List.Item>
            {t('newAuthority.apps')} {apps}
          </List.Item>
        )}
        {status.certificate.imported && <List.Item>{t('newAuthority.imported')}</List.Item>}
        <List.Item>{t('newAuthority.stays')}</List.Item>
        <List.Item>{t('newAuthority.copied')}</List.Item>
        <List.Item>{t('newAuthority.final')}</List.Item>
      </List>
    </Stack>
  );
}
