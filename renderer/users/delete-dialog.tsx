import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../authority/use-command.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { SessionsToEnd } from './sessions-to-end.tsx';
import { useShownUser, type UserDialogProperties } from './use-shown-user.ts';

export function DeleteDialog({ user, onClose }: UserDialogProperties) {
  const { t } = useTranslation();
  const shown = useShownUser(user);
  const remove = useCommand((client, id: string) => client.users.delete({ id }));
  return (
    <ConfirmDialog
      opened={user !== undefined}
      title={t('delete.title', { name: shown?.name ?? '' })}
      act={t('delete.act', { name: shown?.name ?? '' })}
      working={remove.working}
      onClose={() => {
        remove.clear();
        onClose();
      }}
      onConfirm={() => {
        void remove.run(shown?.id ?? '').then((result) => {
          if (result.ok) onClose();
        });
      }}
    >
      <Stack gap="md">
        <Text>{t('delete.body')}</Text>
        <SessionsToEnd userId={shown?.id ?? ''} />
        <FailureNotice failure={remove.failure} />
      </Stack>
    </ConfirmDialog>
  );
}
