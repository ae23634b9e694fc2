import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../authority/use-command.ts';
import { FailureNotice } from '../../pieces/failure-notice.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import classes from './openid.module.css';

interface Properties {
  readonly opened: boolean;
  readonly issuerNow: string;
  /** Names of those that hold the issuer in their own settings. */
  readonly apps: readonly string[];
  readonly onMoved: (apps: readonly string[]) => void;
  readonly onClose: () => void;
}

/** Which apps stand still until they are told. */
export function MoveIssuerDialog({ opened, issuerNow, apps, onMoved, onClose }: Properties) {
  const { t } = useTranslation();
  const move = useCommand((client) => client.oidc.moveIssuer());
  const close = (): void => {
    move.clear();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={opened}
      title={t('moveIssuer.title')}
      act={t('moveIssuer.act')}
      working={move.working}
      onClose={close}
      onConfirm={() => {
        void move.run().then((result) => {
          if (!result.ok) return;
          onMoved(result.answer.apps);
          close();
        });
      }}
    >
      <Stack gap="md">
        <Text>{t('moveIssuer.body', { issuerNow })}</Text>
        <div>
          <Text>{t('moveIssuer.apps', { count: apps.length })}</Text>
          <ul className={classes.names}>
            {apps.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </div>
        <FailureNotice failure={move.failure} />
      </Stack>
    </ConfirmDialog>
  );
}
