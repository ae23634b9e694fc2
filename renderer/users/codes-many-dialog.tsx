import { Button, Checkbox, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leaveScreen } from '../pieces/hold-screen.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { CodeList } from '../pieces/user-codes/code-list.tsx';
import { useMakeCodes } from '../pieces/user-codes/use-make-codes.ts';
import { ChosenUsers } from './chosen-users.tsx';
import type { ManyDialogProperties } from './many-dialog-properties.ts';
import { ActButton } from '../ui/act-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { DialogBody } from '../ui/dialog-body.tsx';

/** A one-time code for each of many users: for their first password, or as a reset. */
export function CodesManyDialog({ opened, users, onClose }: ManyDialogProperties) {
  const { t } = useTranslation();
  const [made, setMade] = useState(false);
  const close = (): void => {
    onClose();
    setMade(false);
  };
  return (
    <Dialog
      opened={opened}
      onClose={close}
      // What is shown only once goes by its button alone.
      closeOnClickOutside={!made}
      closeOnEscape={!made}
      withCloseButton={false}
      title={t(made ? 'manyUsers.codesDone' : 'manyUsers.codesTitle')}
      size={made ? '52rem' : '34rem'}
    >
      {opened && <Body users={users} onMade={() => setMade(true)} onClose={close} />}
    </Dialog>
  );
}

interface BodyProperties extends Pick<ManyDialogProperties, 'users' | 'onClose'> {
  readonly onMade: () => void;
}

function Body({ users, onMade, onClose }: BodyProperties) {
  const { t } = useTranslation();
  const [onlyFirst, setOnlyFirst] = useState(true);
  const first = users.filter(({ state }) => state === 'not_set_up');
  const resets = users.length - first.length;
  const mixed = first.length > 0 && resets > 0;
  const about = mixed && onlyFirst ? first : users;
  const { made, make, working, failure } = useMakeCodes(about, onMade);
  if (made !== undefined) {
    return (
      <DialogBody
        foot={
          <Button variant="default" onClick={() => leaveScreen(onClose)}>
            {t('code.done')}
          </Button>
        }
      >
        <CodeList made={made} />
      </DialogBody>
    );
  }
  return (
    <DialogBody
      foot={
        <>
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <ActButton loading={working} disabled={about.length === 0} onClick={make}>
            {t('userCodes.make', { count: about.length })}
          </ActButton>
        </>
      }
    >
      <ChosenUsers users={about} />
      {first.length > 0 && <Text>{t('manyUsers.codesFirst', { count: first.length })}</Text>}
      {about.length > first.length && <Text>{t('manyUsers.codesReset', { count: resets })}</Text>}
      {mixed && (
        <Checkbox
          checked={onlyFirst}
          label={t('manyUsers.onlyFirst', { count: resets })}
          onChange={(event) => setOnlyFirst(event.currentTarget.checked)}
        />
      )}
      <FailureNotice failure={failure} />
    </DialogBody>
  );
}
