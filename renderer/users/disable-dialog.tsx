import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../authority/use-command.ts';
import { useQuery } from '../authority/use-query.ts';
import { AffectedSessions } from '../pieces/affected-sessions.tsx';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import { useShownUser, type UserDialogProperties } from './use-shown-user.ts';

/** Switches a user off, after showing which sessions that ends. */
export function DisableDialog({ user, onClose }: UserDialogProperties) {
  const { t } = useTranslation();
  const shown = useShownUser(user);
  const disable = useCommand((client, id: string) => client.users.set({ id, disabled: true }));
  return (
    <ConfirmDialog
      opened={user !== undefined}
      title={t('disable.title', { name: shown?.name ?? '' })}
      act={t('disable.act')}
      working={disable.working}
      onClose={() => {
        disable.clear();
        onClose();
      }}
      onConfirm={() => {
        void disable.run(shown?.id ?? '').then((result) => {
          if (result.ok) onClose();
        });
      }}
    >
      <Stack gap="md">
        <Text>{t('disable.body')}</Text>
        <Preview userId={shown?.id ?? ''} />
        <FailureNotice failure={disable.failure} />
      </Stack>
    </ConfirmDialog>
  );
}

function Preview({ userId }: { readonly userId: string }) {
  const { t } = useTranslation();
  const { result, retry } = useQuery(userId, (client) =>
    client.users.previewSet({ id: userId, disabled: true }),
  );
  switch (result.state) {
    case 'loading':
      return <SkeletonRows rows={2} />;
    case 'failed':
      return <FailureNotice failure={result.failure} onRetry={retry} />;
    case 'done': {
      const { affected } = result.answer;
      if (affected.length === 0) return <Text c="dimmed">{t('disable.nobody')}</Text>;
      return (
        <>
          <Text>{t('disable.ends', { count: affected.length })}</Text>
          <AffectedSessions affected={affected.map(({ session }) => ({ session }))} />
        </>
      );
    }
  }
}
