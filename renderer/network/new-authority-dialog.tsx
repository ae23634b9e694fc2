import { List, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { findTrustUrl } from '../pieces/find-trust-url.ts';
import { useConfirmedCommand } from '../pieces/use-confirmed-command.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { useTrustingApps } from './use-trusting-apps.tsx';

interface Properties {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onMade: () => void;
}

/** What it means for every device and app is read before, and an admin proves to be one. */
export function NewAuthorityDialog({ opened, onClose, onMade }: Properties) {
  const { t } = useTranslation();
  const admins = useAdmins();
  const [chosen, setChosen] = useState('');
  const [password, setPassword] = useState('');
  const admin = admins.includes(chosen) ? chosen : (admins[0] ?? '');
  const { working, failure, close, confirm } = useConfirmedCommand(
    async (client) => {
      await client.network.makeAuthority({ admin, password });
      onMade();
    },
    () => {
      setPassword('');
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
      blocked={password === ''}
      typed={{ label: t('end.type', { word }), word }}
      onConfirm={confirm}
      onClose={close}
    >
      <Stack gap="md">
        <Consequences />
        {admins.length > 1 && (
          <NativeSelect
            label={t('newAuthority.admin')}
            data={admins}
            value={admin}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        )}
        <PasswordField
          label={t('newAuthority.password', { name: admin })}
          value={password}
          autoComplete="current-password"
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <FailureNotice failure={failure} />
      </Stack>
    </ConfirmDialog>
  );
}

/** Names of those who can confirm it. In a browser that is who signed in there. */
function useAdmins(): readonly string[] {
  const signedInAs = useAuthorityStore(({ shell }) => shell?.signedInAs);
  const users = useMirror((mirror) => mirror.users);
  if (signedInAs !== undefined) return [signedInAs];
  return [...users.values()]
    .filter(({ admin, state }) => admin && state === 'active')
    .map(({ name }) => name);
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
