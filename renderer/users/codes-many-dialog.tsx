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
  const [onlyFirst, setOnlyFirst] = useState(true);
  const chosen = choose(users, onlyFirst);
  const close = (): void => {
    onClose();
    setMade(false);
    setOnlyFirst(true);
  };
  return (
    <Dialog
      opened={opened}
      onClose={close}
      // What is shown only once goes by its button alone.
      closeOnClickOutside={!made}
      closeOnEscape={!made}
      withCloseButton={false}
      title={made ? t('manyUsers.codesDone') : t('manyUsers.codesTitle', { count: chosen.about.length })}
      size={made ? '52rem' : '34rem'}
    >
      {opened && (
        <Body
          {...chosen}
          onlyFirst={onlyFirst}
          onOnlyFirst={setOnlyFirst}
          onMade={() => setMade(true)}
          onClose={close}
        />
      )}
    </Dialog>
  );
}

/** Whom the codes are for: where some have a password already, those who have none, unless it is said otherwise. */
function choose(users: ManyDialogProperties['users'], onlyFirst: boolean) {
  const first = users.filter(({ state }) => state === 'not_set_up');
  const resets = users.length - first.length;
  const mixed = first.length > 0 && resets > 0;
  return { first, resets, mixed, about: mixed && onlyFirst ? first : users };
}

interface BodyProperties extends Pick<ManyDialogProperties, 'onClose'>, ReturnType<typeof choose> {
  readonly onlyFirst: boolean;
  readonly onOnlyFirst: (onlyFirst: boolean) => void;
  readonly onMade: () => void;
}

function Body({ first, resets, mixed, about, onlyFirst, onOnlyFirst, onMade, onClose }: BodyProperties) {
  const { t } = useTranslation();
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
          onChange={(event) => onOnlyFirst(event.currentTarget.checked)}
        />
      )}
      <FailureNotice failure={failure} />
    </DialogBody>
  );
}
