import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppView } from '../../shared/model/app.ts';
import { useCommand } from '../authority/use-command.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';

interface Properties {
  /** Undefined closes the dialog. */
  readonly app: AppView | undefined;
  readonly onClose: () => void;
}

export function RemoveAppDialog({ app, onClose }: Properties) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(app);
  if (app !== undefined && app !== shown) setShown(app);
  const remove = useCommand((client, id: string) => client.apps.remove({ id }));
  return (
    <ConfirmDialog
      opened={app !== undefined}
      title={t('removeApp.title', { name: shown?.name ?? '' })}
      act={t('removeApp.act')}
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
        <Text>{t('removeApp.body', { url: shown?.url ?? '' })}</Text>
        <FailureNotice failure={remove.failure} />
      </Stack>
    </ConfirmDialog>
  );
}
