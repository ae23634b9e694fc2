import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../authority/use-command.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { useShownApp, type AppDialogProperties } from './use-shown-app.ts';

export function RemoveAppDialog({ app, onClose }: AppDialogProperties) {
  const { t } = useTranslation();
  const shown = useShownApp(app);
  const remove = useCommand((client, id: string) => client.apps.remove({ id }));
  const close = (): void => {
    remove.clear();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={app !== undefined}
      title={t('removeApp.title', { name: shown?.name ?? '' })}
      act={t('removeApp.act')}
      working={remove.working}
      onClose={close}
      onConfirm={() => {
        void remove.run(shown?.id ?? '').then((result) => {
          if (result.ok) close();
        });
      }}
    >
      <Stack gap="md">
        {shown !== undefined && <Text>{t(`removeApp.body.${shown.kind}`, { url: shown.url })}</Text>}
        {shown?.oidc !== undefined && shown.kind !== 'oidc' && <Text>{t('removeApp.alsoOpenid')}</Text>}
        <FailureNotice failure={remove.failure} />
      </Stack>
    </ConfirmDialog>
  );
}
