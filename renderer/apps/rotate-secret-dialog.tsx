import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppView } from '../../shared/model/app.ts';
import { useCommand } from '../authority/use-command.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import type { AppWithSecret } from './add/use-new-app.ts';
import { AppReady } from './ready/app-ready.tsx';
import { useShownApp, type AppDialogProperties } from './use-shown-app.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DialogBody } from '../ui/dialog-body.tsx';
import { ActButton } from '../ui/act-button.tsx';

interface Properties extends AppDialogProperties {
  readonly onRotated: () => void;
}

/** A new secret, with what stops working until it is known, and then the configuration with it. */
export function RotateSecretDialog({ app, onClose, onRotated }: Properties) {
  const { t } = useTranslation();
  const shown = useShownApp(app);
  const [ready, setReady] = useState<AppWithSecret>();
  const rotate = useCommand((client, id: string) => client.apps.rotateSecret({ id }));
  const close = (): void => {
    setReady(undefined);
    rotate.clear();
    onClose();
  };
  const name = shown?.name ?? '';
  return (
    <Dialog
      opened={app !== undefined}
      onClose={close}
      closeOnClickOutside={ready === undefined}
      closeOnEscape={ready === undefined}
      withCloseButton={false}
      title={t(titleKey(ready), { name })}
      size={ready === undefined ? '34rem' : '54rem'}
    >
      {ready === undefined ? (
        <DialogBody
          foot={
            <>
              <Button variant="default" data-autofocus onClick={close}>
                {t('ui.cancel')}
              </Button>
              <ActButton
                color="red.9"
                loading={rotate.working}
                onClick={() => {
                  void rotate.run(shown?.id ?? '').then((result) => {
                    if (!result.ok) return;
                    setReady(result.answer);
                    onRotated();
                  });
                }}
              >
                {t('rotateSecret.act')}
              </ActButton>
            </>
          }
        >
          {shown !== undefined && <Consequence app={shown} />}
          <FailureNotice failure={rotate.failure} />
        </DialogBody>
      ) : (
        <AppReady ready={ready} onDone={close} />
      )}
    </Dialog>
  );
}

function titleKey(ready: AppWithSecret | undefined) {
  if (ready === undefined) return 'rotateSecret.title';
  return ready.snippets.length > 0 ? 'ready.title' : 'rotateSecret.doneTitle';
}

/** What holds the old secret, and stands still without the new one. */
function Consequence({ app }: { readonly app: AppView }) {
  const { t } = useTranslation();
  const usesClientSecret = app.oidc !== undefined && !app.oidc.public;
  const nothing = app.kind !== 'forward-auth' && !usesClientSecret;
  return (
    <>
      {app.kind === 'forward-auth' && <Text>{t('rotateSecret.proxy', { url: app.url })}</Text>}
      {usesClientSecret && <Text>{t('rotateSecret.client', { name: app.name })}</Text>}
      {nothing && <Text>{t('rotateSecret.nothing')}</Text>}
      <Text>{t('rotateSecret.stays')}</Text>
    </>
  );
}
