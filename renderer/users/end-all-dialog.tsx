import { Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { AffectedSessions } from '../pieces/affected-sessions.tsx';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { useShownUser, type UserDialogProperties } from './use-shown-user.ts';

/** Signs one user out everywhere. */
export function EndAllDialog({ user, onClose }: UserDialogProperties) {
  const { t } = useTranslation();
  const shown = useShownUser(user);
  const sessions = useMirror((mirror) => mirror.sessions);
  const own = useMemo(
    () => [...sessions.values()].filter(({ userId }) => userId === shown?.id),
    [sessions, shown?.id],
  );
  const end = useCommand((client, userId: string) => client.sessions.end({ userId }));
  return (
    <ConfirmDialog
      opened={user !== undefined}
      title={t('endAll.title', { name: shown?.name ?? '', count: own.length })}
      act={t('endAll.act', { name: shown?.name ?? '', count: own.length })}
      blocked={own.length === 0}
      working={end.working}
      onClose={onClose}
      onConfirm={() => {
        void end.run(shown?.id ?? '').then((result) => {
          if (result.ok) onClose();
        });
      }}
    >
      <Stack gap="md">
        <Text>{t('end.body', { count: own.length })}</Text>
        <AffectedSessions affected={own.map((session) => ({ session }))} />
        <FailureNotice failure={end.failure} />
      </Stack>
    </ConfirmDialog>
  );
}
