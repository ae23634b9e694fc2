import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useState } from 'react';
import { useCommand } from '../authority/use-command.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { OneTimeCode } from '../pieces/one-time-code.tsx';
import { useShownUser, type UserDialogProperties } from './use-shown-user.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DialogBody } from '../ui/dialog-body.tsx';
import { ActButton } from '../ui/act-button.tsx';

type Welcome = { readonly code: string; readonly url: string; readonly expiresAt: string };

/** Makes a one-time code for first use or reset; the admin never sees or chooses a password. */
export function CodeDialog({ user, onClose }: UserDialogProperties) {
  const { t } = useTranslation();
  const shown = useShownUser(user);
  const [welcome, setWelcome] = useState<Welcome>();
  const makeCode = useCommand((client, id: string) => client.users.makeCode({ id }));
  const close = (): void => {
    setWelcome(undefined);
    makeCode.clear();
    onClose();
  };
  const name = shown?.name ?? '';
  return (
    <Dialog
      opened={user !== undefined}
      onClose={close}
      // What is shown only once goes by its button alone.
      closeOnClickOutside={welcome === undefined}
      closeOnEscape={welcome === undefined}
      withCloseButton={false}
      title={welcome === undefined ? t('codeDialog.title', { name }) : t('codeDialog.doneTitle', { name })}
      size="34rem"
    >
      <DialogBody
        foot={
          <>
            {welcome === undefined ? (
              <>
                <Button variant="default" data-autofocus onClick={close}>
                  {t('ui.cancel')}
                </Button>
                <ActButton
                  loading={makeCode.working}
                  onClick={() => {
                    void makeCode.run(shown?.id ?? '').then((result) => {
                      if (result.ok) setWelcome(result.answer);
                    });
                  }}
                >
                  {t('codeDialog.act')}
                </ActButton>
              </>
            ) : (
              <Button onClick={close}>{t('code.done')}</Button>
            )}
          </>
        }
      >
        {welcome === undefined ? (
          <Text>{t(shown?.state === 'not_set_up' ? 'codeDialog.bodyFirst' : 'codeDialog.bodyReset')}</Text>
        ) : (
          <OneTimeCode userName={name} {...welcome} />
        )}
        <FailureNotice failure={makeCode.failure} />
      </DialogBody>
    </Dialog>
  );
}
