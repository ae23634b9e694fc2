import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './confirm-dialog.module.css';

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
    <Modal
      opened={properties.opened}
      onClose={properties.onClose}
      title={properties.title}
      withCloseButton={false}
    >
      {properties.opened && <Body {...properties} />}
    </Modal>
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
  const isTyped = typed === undefined || word.trim().toLowerCase() === typed.word.toLowerCase();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isTyped && !blocked && !working) onConfirm();
      }}
    >
      <Stack gap="md">
        <div>{children}</div>
        {typed !== undefined && (
          <TextInput
            label={typed.label}
            value={word}
            onChange={(event) => setWord(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('ui.cancel')}
          </Button>
          <Button
            type="submit"
            {...(danger ? { color: 'red.9' } : {})}
            loading={working}
            disabled={!isTyped || blocked}
            classNames={{ root: classes.act, label: classes.actLabel }}
          >
            {act}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
