import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { useConfirmedCommand } from '../pieces/use-confirmed-command.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { useShownApp, type AppDialogProperties } from './use-shown-app.ts';

export function RemoveAppDialog({ app, onClose }: AppDialogProperties) {
  const { t } = useTranslation();
  const shown = useShownApp(app);
  const remove = useConfirmedCommand((client, id: string) => client.apps.remove({ id }), onClose);
  return (
    <ConfirmDialog
      opened={app !== undefined}
      title={t('removeApp.title', { name: shown?.name ?? '' })}
      act={t('removeApp.act', { name: shown?.name ?? '' })}
      working={remove.working}
      onClose={remove.close}
      onConfirm={() => remove.confirm(shown?.id ?? '')}
    >
      <Stack gap="md">
        {shown !== undefined && <Text>{t(`removeApp.body.${shown.kind}`, { url: shown.url })}</Text>}
        {shown?.oidc !== undefined && shown.kind !== 'oidc' && <Text>{t('removeApp.alsoOpenid')}</Text>}
        <FailureNotice failure={remove.failure} />
      </Stack>
    </ConfirmDialog>
  );
}
