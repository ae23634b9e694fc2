import { Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { AffectedSessions } from '../pieces/affected-sessions.tsx';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { endLiveSessions } from '../pieces/end-live-sessions.ts';
import { useConfirmedCommand } from '../pieces/use-confirmed-command.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import type { ManyDialogProperties } from './many-dialog-properties.ts';

/** Signs many users out everywhere. */
export function EndManyDialog({ opened, users, onClose }: ManyDialogProperties) {
  const { t } = useTranslation();
  const sessions = useMirror((mirror) => mirror.sessions);
  const affected = useMemo(() => {
    const ids = new Set(users.map(({ id }) => id));
    return [...sessions.values()].filter(({ userId }) => ids.has(userId));
  }, [sessions, users]);
  const end = useConfirmedCommand((client, ids: string[]) => endLiveSessions(client, ids), onClose);
  return (
    <ConfirmDialog
      opened={opened}
      title={t('manyUsers.endTitle', { count: users.length })}
      act={t('manyUsers.endAct', { count: users.length })}
      blocked={affected.length === 0}
      working={end.working}
      onClose={end.close}
      onConfirm={() => end.confirm(affected.map(({ id }) => id))}
    >
      <Stack gap="md">
        <Text>{t('end.body', { count: affected.length })}</Text>
        <AffectedSessions affected={affected.map((session) => ({ session }))} />
        <FailureNotice failure={end.failure} />
      </Stack>
    </ConfirmDialog>
  );
}
