import { Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { AffectedSessions } from '../pieces/affected-sessions.tsx';
import { FailureNotice } from '../pieces/failure-notice.tsx';
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
  const end = useCommand((client, ids: string[]) => client.sessions.end({ ids }));
  const close = (): void => {
    end.clear();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={opened}
      title={t('manyUsers.endTitle', { count: users.length })}
      act={t('end.act', { count: affected.length })}
      blocked={affected.length === 0}
      working={end.working}
      onClose={close}
      onConfirm={() => {
        void end.run(affected.map(({ id }) => id)).then((result) => {
          if (result.ok) close();
        });
      }}
    >
      <Stack gap="md">
        <Text>{t('end.body', { count: affected.length })}</Text>
        <AffectedSessions affected={affected.map((session) => ({ session }))} />
        <FailureNotice failure={end.failure} />
      </Stack>
    </ConfirmDialog>
  );
}
