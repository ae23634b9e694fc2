import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuthorityClient } from '../authority/authority-client.ts';
import type { ConsoleSessionView } from '../../shared/model/console-session.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { useConfirmedCommand } from '../pieces/use-confirmed-command.ts';
import { useDeviceWords } from '../pieces/use-device-words.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';

/** Which sessions of the console are to end, before it is confirmed. */
export interface ConsoleEndWish {
  readonly sessions: readonly ConsoleSessionView[];
  readonly all?: true;
}

interface Properties {
  readonly wish: ConsoleEndWish | undefined;
  /** The one this console is in. */
  readonly here: string | undefined;
  readonly onClose: () => void;
}

export function ConsoleEndDialog({ wish, here, onClose }: Properties) {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  const [shown, setShown] = useState<ConsoleEndWish>({ sessions: [] });
  // The words must not vanish before the dialog has closed.
  if (wish !== undefined && wish !== shown) setShown(wish);
  const { sessions, all } = shown;
  const isHere = sessions.some(({ id }) => id === here);
  const { working, failure, close, confirm } = useConfirmedCommand(
    (client, ended: ConsoleEndWish) => endThese(client, ended, here),
    onClose,
  );
  const [first] = sessions;
  return (
    <ConfirmDialog
      opened={wish !== undefined}
      title={
        all === true
          ? t('consoleSessions.askAll')
          : t('consoleSessions.ask', { user: first?.userName ?? '', device: toDevice(first?.device ?? '') })
      }
      act={all === true ? t('consoleSessions.endAll') : t('consoleSessions.end')}
      working={working}
      onConfirm={() => confirm(shown)}
      onClose={close}
    >
      <Stack gap="md">
        <Text>{t('consoleSessions.body')}</Text>
        {isHere && <Text>{t('consoleSessions.bodyHere')}</Text>}
        <FailureNotice failure={failure} />
      </Stack>
    </ConfirmDialog>
  );
}

/** This one last and by its own way out: it could not hear any more what became of the others. */
async function endThese(
  client: AuthorityClient,
  { sessions, all }: ConsoleEndWish,
  here: string | undefined,
): Promise<void> {
  if (here === undefined || !sessions.some(({ id }) => id === here)) {
    await client.console.end(all === true ? { all } : { ids: sessions.map(({ id }) => id) });
    return;
  }
  const { sessions: now } = await client.console.show();
  const others = now.filter(({ id }) => id !== here).map(({ id }) => id);
  if (all === true && others.length > 0) await client.console.end({ ids: others });
  await window.rollcallShell.signOut?.();
}
