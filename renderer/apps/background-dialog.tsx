import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppView } from '../../shared/model/app.ts';
import { useCommand } from '../authority/use-command.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { BackgroundPathsInput } from './background-paths-input.tsx';
import { findBadPath, readPaths } from './read-paths.ts';

interface Properties {
  /** Undefined closes the dialog. */
  readonly app: AppView | undefined;
  readonly onClose: () => void;
}

/** Which requests of an app its pages make by themselves; they keep nobody signed in. */
export function BackgroundDialog({ app, onClose }: Properties) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(app);
  if (app !== undefined && app !== shown) setShown(app);
  return (
    <Modal
      opened={app !== undefined}
      onClose={onClose}
      withCloseButton={false}
      title={t('background.title', { name: shown?.name ?? '' })}
      size="36rem"
    >
      {app !== undefined && <Form key={app.id} app={app} onClose={onClose} />}
    </Modal>
  );
}

function Form({ app, onClose }: { readonly app: AppView; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(app.backgroundPaths.join('\n'));
  const set = useCommand((client) => client.apps.set({ id: app.id, backgroundPaths: readPaths(text) }));
  const invalid = findBadPath(text) !== undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (invalid) return;
        void set.run().then((result) => {
          if (result.ok) onClose();
        });
      }}
    >
      <Stack gap="md">
        <BackgroundPathsInput value={text} onChange={setText} />
        <FailureNotice failure={set.failure} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button type="submit" disabled={invalid} loading={set.working}>
            {t('ui.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
