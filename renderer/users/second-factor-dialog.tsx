import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { useConfirmedCommand } from '../pieces/use-confirmed-command.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { SessionsToEnd } from './sessions-to-end.tsx';
import { useShownUser, type UserDialogProperties } from './use-shown-user.ts';

/** For a person who lost the device with the authenticator. */
export function SecondFactorDialog({ user, onClose }: UserDialogProperties) {
  const { t } = useTranslation();
  const shown = useShownUser(user);
  const remove = useConfirmedCommand(
    (client, id: string) => client.users.removeSecondFactor({ id }),
    onClose,
  );
  return (
    <ConfirmDialog
      opened={user !== undefined}
      title={t('secondFactor.title', { name: shown?.name ?? '' })}
      act={t('secondFactor.act')}
      working={remove.working}
      onClose={remove.close}
      onConfirm={() => remove.confirm(shown?.id ?? '')}
    >
      <Stack gap="md">
        <Text>{t('secondFactor.body', { name: shown?.name ?? '' })}</Text>
        <SessionsToEnd userId={shown?.id ?? ''} />
        <FailureNotice failure={remove.failure} />
      </Stack>
    </ConfirmDialog>
  );
}
