import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AddUserForm, noNewUser, type AddedUser } from './add-user-form.tsx';
import { OneTimeCode } from './one-time-code.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { DialogBody } from '../ui/dialog-body.tsx';

export function AddUserDialog({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const [added, setAdded] = useState<AddedUser>();
  const [draft, setDraft] = useState(noNewUser);
  const close = (): void => {
    setAdded(undefined);
    setDraft(noNewUser);
    onClose();
  };
  return (
    <Dialog
      opened={opened}
      onClose={close}
      title={added === undefined ? t('addUser.title') : t('addUser.doneTitle', { name: added.userName })}
      size="34rem"
      // What is shown only once goes by its button alone.
      closeOnClickOutside={added === undefined}
      closeOnEscape={added === undefined}
      withCloseButton={false}
    >
      {added === undefined ? (
        <AddUserForm draft={draft} onDraft={setDraft} onAdded={setAdded} onCancel={close} />
      ) : (
        <DialogBody
          foot={
            <>
              <Button
                variant="default"
                onClick={() => {
                  setAdded(undefined);
                  setDraft(noNewUser);
                }}
              >
                {t('addUser.another')}
              </Button>
              <Button onClick={close}>{t('code.done')}</Button>
            </>
          }
        >
          <OneTimeCode {...added} />
        </DialogBody>
      )}
    </Dialog>
  );
}
