import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../ui/copy-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { AddAppForm, type AddedApp } from './add-app-form.tsx';
import classes from './apps-screen.module.css';

export function AddAppDialog({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const [added, setAdded] = useState<AddedApp>();
  const close = (): void => {
    setAdded(undefined);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      closeOnClickOutside={added === undefined}
      closeOnEscape={added === undefined}
      withCloseButton={false}
      title={added === undefined ? t('addApp.title') : t('addApp.doneTitle', { name: added.app.name })}
      size={added === undefined ? '36rem' : '50rem'}
    >
      {added === undefined ? (
        <AddAppForm onAdded={setAdded} onCancel={close} />
      ) : (
        <Snippet added={added} onClose={close} />
      )}
    </Modal>
  );
}

function Snippet({ added, onClose }: { readonly added: AddedApp; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <Text>{t('addApp.doneBody', { url: added.app.url })}</Text>
      <ol className={classes.steps}>
        <li>{t('addApp.step1')}</li>
        <li>{t('addApp.step2', { url: added.app.url })}</li>
        <li>{t('addApp.step3', { url: added.app.url })}</li>
      </ol>
      {/* Scrolls, so the keyboard must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={classes.snippet} tabIndex={0} aria-label={t('addApp.snippet')}>
        {added.snippet}
      </pre>
      <Notice tone="warn">{t('addApp.once')}</Notice>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('addApp.done')}
        </Button>
        <CopyButton text={added.snippet} label={t('addApp.copy')} look="filled" />
      </Group>
    </Stack>
  );
}
