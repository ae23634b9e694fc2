import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../authority/use-command.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { useUndoToast } from '../pieces/use-undo-toast.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { lookWhetherDisabled } from './look-whether-disabled.ts';
import { SessionsToEnd } from './sessions-to-end.tsx';
import { useShownUser, type UserDialogProperties } from './use-shown-user.ts';

/** Switches a user off, after showing which sessions that ends. */
export function DisableDialog({ user, onClose }: UserDialogProperties) {
  const { t } = useTranslation();
  const shown = useShownUser(user);
  const sayWithUndo = useUndoToast();
  const disable = useCommand((client, id: string) => client.users.set({ id, disabled: true }));
  return (
    <ConfirmDialog
      opened={user !== undefined}
      title={t('disable.title', { name: shown?.name ?? '' })}
      act={t('disable.act', { name: shown?.name ?? '' })}
      working={disable.working}
      onClose={() => {
        disable.clear();
        onClose();
      }}
      onConfirm={() => {
        void disable.run(shown?.id ?? '').then((result) => {
          if (!result.ok) return;
          onClose();
          const { id, name } = result.answer.user;
          sayWithUndo(
            {
              done: t('toasts.disabled', { name }),
              undone: t('toasts.enabled', { name }),
              about: [`disabled ${id}`],
              look: (mirror) => lookWhetherDisabled(mirror, [id]),
            },
            (client) => client.users.set({ id, disabled: false }),
          );
        });
      }}
    >
      <Stack gap="md">
        <Text>{t('disable.body')}</Text>
        <SessionsToEnd userId={shown?.id ?? ''} />
        <FailureNotice failure={disable.failure} />
      </Stack>
    </ConfirmDialog>
  );
}
