import { Button, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogBody } from '../../ui/dialog-body.tsx';
import { holdScreen, letScreenGo, stayOnScreen, useHeld } from '../hold-screen.ts';
import { useUnsavedWhileHere } from '../use-draft.ts';

interface Properties {
  readonly count: number;
  /** Gives whether they are saved now: the admin may have cancelled. */
  readonly onSave: () => Promise<'saved' | 'cancelled' | 'failed'>;
}

/** Stands beside codes that nobody has yet, and asks before they are left: they are shown only once. */
export function LeaveCodesQuestion({ count, onSave }: Properties) {
  const { t } = useTranslation();
  const asking = useHeld(({ leaving }) => leaving !== undefined);
  // So the window asks too before it closes.
  useUnsavedWhileHere('users/codes', true);
  useEffect(holdScreen, []);
  const saveAndLeave = async (): Promise<void> => {
    const { leaving } = useHeld.getState();
    const result = await onSave();
    // Nothing is asked about them any more then.
    if (result === 'saved') letScreenGo(leaving);
    // Why is said where they are.
    if (result === 'failed') stayOnScreen();
  };
  return (
    <Dialog
      opened={asking}
      onClose={stayOnScreen}
      title={t('userCodes.leave.title', { count })}
      withCloseButton={false}
      isOnlyQuestion
      size="36rem"
    >
      <DialogBody
        foot={
          <>
            <Button variant="default" data-autofocus onClick={stayOnScreen}>
              {t('userCodes.leave.stay')}
            </Button>
            <Button variant="default" onClick={() => void saveAndLeave()}>
              {t('userCodes.leave.save')}
            </Button>
            <Button color="red.9" onClick={() => letScreenGo()}>
              {t('userCodes.leave.act')}
            </Button>
          </>
        }
      >
        <Text>{t('userCodes.leave.body')}</Text>
      </DialogBody>
    </Dialog>
  );
}
