import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../shared/model/session.ts';
import { plainText } from '../../shared/write-values.ts';
import { useCommand } from '../authority/use-command.ts';
import { FailureNotice } from './failure-notice.tsx';
import { useDeviceWords } from './use-device-words.ts';
import { useUndoToast } from './use-undo-toast.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DialogBody } from '../ui/dialog-body.tsx';
import { ActButton } from '../ui/act-button.tsx';

/** As the contract has it. */
const nameMax = 80;

interface Properties {
  /** Undefined closes the dialog. */
  readonly session: SessionView | undefined;
  readonly onClose: () => void;
}

/** Another name for a device, which its user sees too. */
export function RenameDialog({ session, onClose }: Properties) {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  const [shown, setShown] = useState(session);
  // The words must not vanish before the dialog has closed.
  if (session !== undefined && session !== shown) setShown(session);
  return (
    <Dialog
      opened={session !== undefined}
      onClose={onClose}
      withCloseButton={false}
      title={t('rename.title', { device: toDevice(shown?.device ?? '') })}
    >
      {session !== undefined && <Form session={session} onClose={onClose} />}
    </Dialog>
  );
}

function Form({ session, onClose }: { readonly session: SessionView; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  const sayWithUndo = useUndoToast();
  const [name, setName] = useState(plainText(toDevice(session.device)));
  const send = useCommand((client) => {
    // Left as it is shown, in the words of this language, it is kept as it was.
    const device = name === plainText(toDevice(session.device)) ? session.device : name;
    return client.sessions.rename({ id: session.id, device });
  });
  const submit = async (): Promise<void> => {
    const result = await send.run();
    if (!result.ok) return;
    onClose();
    const { id, device: before } = session;
    const after = result.answer.session.device;
    if (after === before) return;
    const [was, is] = [toDevice(before), toDevice(after)];
    sayWithUndo(
      {
        done: t('toasts.renamed', { before: was, after: is }),
        undone: t('toasts.renamed', { before: is, after: was }),
        about: [`name ${id}`],
        look: ({ sessions }) => {
          const name = sessions.get(id)?.device;
          return name === after ? 'done' : name === before ? 'undone' : 'neither';
        },
      },
      (client) => client.sessions.rename({ id, device: before }),
    );
  };
  const isEmpty = name.trim() === '';
  return (
    <DialogBody
      onSubmit={() => {
        if (!isEmpty) void submit();
      }}
      foot={
        <>
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <ActButton type="submit" loading={send.working} disabled={isEmpty}>
            {t('rename.act')}
          </ActButton>
        </>
      }
    >
      <TextInput
        label={t('rename.name')}
        description={t('rename.description', { user: session.userName })}
        value={name}
        maxLength={nameMax}
        data-autofocus
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <FailureNotice failure={send.failure} />
    </DialogBody>
  );
}
