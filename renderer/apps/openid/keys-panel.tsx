import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../authority/use-command.ts';
import { FailureNotice } from '../../pieces/failure-notice.tsx';
import { Moment } from '../../pieces/moment.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import classes from './openid.module.css';

interface Key {
  readonly id: string;
  readonly algorithm: string;
  readonly createdAt: string;
  readonly signs: boolean;
}

interface Properties {
  readonly keys: readonly Key[];
  readonly onRotated: () => void;
}

/** The keys that sign tokens, and those that still verify older ones. */
export function KeysPanel({ keys, onRotated }: Properties) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const rotate = useCommand((client) => client.oidc.rotateKeys());
  const close = (): void => {
    rotate.clear();
    setAsking(false);
  };
  return (
    <Panel
      title={t('openid.keys')}
      description={t('openid.keysDescription')}
      actions={
        <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
          {t('openid.rotate')}
        </Button>
      }
    >
      {keys.length === 0 ? (
        <Text c="dimmed">{t('openid.noKeys')}</Text>
      ) : (
        <ul className={classes.keys} aria-label={t('openid.keys')}>
          {keys.map(({ id, algorithm, createdAt, signs }) => (
            <li key={id}>
              <span className={classes.key}>
                <bdi dir="ltr">{id}</bdi>
              </span>
              <span className={classes.second}>
                {algorithm} · {t('openid.made')} <Moment iso={createdAt} />
              </span>
              {signs ? (
                <Mark tone="ok">{t('openid.signs')}</Mark>
              ) : (
                <Mark tone="quiet">{t('openid.verifies')}</Mark>
              )}
            </li>
          ))}
        </ul>
      )}
      <ConfirmDialog
        opened={asking}
        title={t('rotateKeys.title')}
        act={t('rotateKeys.act')}
        danger={false}
        working={rotate.working}
        onClose={close}
        onConfirm={() => {
          void rotate.run().then((result) => {
            if (!result.ok) return;
            onRotated();
            close();
          });
        }}
      >
        <Stack gap="md">
          <Text>{t('rotateKeys.body')}</Text>
          <FailureNotice failure={rotate.failure} />
        </Stack>
      </ConfirmDialog>
    </Panel>
  );
}
