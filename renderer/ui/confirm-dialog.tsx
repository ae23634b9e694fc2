import { Button, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ActButton } from './act-button.tsx';
import classes from './confirm-dialog.module.css';
import { Dialog } from './dialog.tsx';
import { DialogBody } from './dialog-body.tsx';
import { useIsOut } from './outage.ts';

interface Properties {
  readonly opened: boolean;
  /** A question that names the act and how many it is about. */
  readonly title: string;
  /** Repeats the question: the act, and whom or how many it is about. */
  readonly act: string;
  readonly danger?: boolean;
  readonly working?: boolean;
  /** The act is not possible yet, such as while its consequences are still asked for. */
  readonly blocked?: boolean;
  /** A word that must be typed first. Only for what cannot be taken back and concerns everyone. */
  readonly typed?: { readonly label: string; readonly word: string };
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  /** The consequence. */
  readonly children: ReactNode;
}

export function ConfirmDialog(properties: Properties) {
  return (
    <Dialog
      opened={properties.opened}
      onClose={properties.onClose}
      title={properties.title}
      withCloseButton={false}
      isOnlyQuestion
    >
      {properties.opened && <Body {...properties} />}
    </Dialog>
  );
}

function Body({
  act,
  danger = true,
  working = false,
  blocked = false,
  typed,
  onConfirm,
  onClose,
  children,
}: Properties) {
  const { t } = useTranslation();
  const [word, setWord] = useState('');
  const isOut = useIsOut();
  const isTyped = typed === undefined || word.trim().toLowerCase() === typed.word.toLowerCase();
  return (
    <DialogBody
      onSubmit={() => {
        if (isTyped && !blocked && !working && !isOut) onConfirm();
      }}
      foot={
        <>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('ui.cancel')}
          </Button>
          <ActButton
            type="submit"
            {...(danger ? { color: 'red.9' } : {})}
            loading={working}
            disabled={!isTyped || blocked}
            classNames={{ root: classes.act, label: classes.actLabel }}
          >
            {act}
          </ActButton>
        </>
      }
    >
      <div>{children}</div>
      {typed !== undefined && (
        <TextInput
          label={typed.label}
          value={word}
          onChange={(event) => setWord(event.currentTarget.value)}
        />
      )}
    </DialogBody>
  );
}
