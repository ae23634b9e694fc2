import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupView } from '../../shared/model/group.ts';
import { useCommand } from '../authority/use-command.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { DialogBody } from '../ui/dialog-body.tsx';
import { ActButton } from '../ui/act-button.tsx';

export type GroupNaming = { readonly kind: 'add' } | { readonly kind: 'rename'; readonly group: GroupView };

interface Properties {
  /** Undefined closes the dialog. */
  readonly naming: GroupNaming | undefined;
  readonly onClose: () => void;
  readonly onAdded: (id: string) => void;
}

/** As the contract has it. */
const nameMax = 64;

/** A name for a new group, or another one. Neither changes a rule of anybody. */
export function GroupNameDialog({ naming, onClose, onAdded }: Properties) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<GroupNaming>({ kind: 'add' });
  // The words must not vanish before the dialog has closed.
  if (naming !== undefined && naming !== shown) setShown(naming);
  return (
    <Dialog
      opened={naming !== undefined}
      onClose={onClose}
      withCloseButton={false}
      title={
        shown.kind === 'add' ? t('groups.addTitle') : t('groups.renameTitle', { name: shown.group.name })
      }
    >
      {naming !== undefined && <Form naming={naming} onClose={onClose} onAdded={onAdded} />}
    </Dialog>
  );
}

function Form({ naming, onClose, onAdded }: Properties & { readonly naming: GroupNaming }) {
  const { t } = useTranslation();
  const [name, setName] = useState(naming.kind === 'rename' ? naming.group.name : '');
  const send = useCommand((client) =>
    naming.kind === 'add' ? client.groups.add({ name }) : client.groups.set({ id: naming.group.id, name }),
  );
  const submit = async (): Promise<void> => {
    const result = await send.run();
    if (!result.ok) return;
    if (naming.kind === 'add') onAdded(result.answer.group.id);
    onClose();
  };
  return (
    <DialogBody
      onSubmit={() => {
        if (name.trim() !== '') void submit();
      }}
      foot={
        <>
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <ActButton type="submit" loading={send.working} disabled={name.trim() === ''}>
            {t(naming.kind === 'add' ? 'groups.add' : 'groups.renameAct')}
          </ActButton>
        </>
      }
    >
      <TextInput
        label={t('groups.name')}
        description={naming.kind === 'add' ? t('groups.nameDescription') : undefined}
        value={name}
        maxLength={nameMax}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <FailureNotice failure={send.failure} />
    </DialogBody>
  );
}
