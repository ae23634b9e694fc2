import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../shared/model/settings.ts';
import { ConsoleCommand, TunnelCommand } from '../pieces/console-commands.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';

/** What a change of settings does to the console that makes it, when that is open in a browser. */
export type Leaving = { readonly kind: 'off' } | { readonly kind: 'move'; readonly port: number };

/** Undefined: the console stays where it is. */
export function findLeaving(
  before: Settings['console'],
  after: { readonly browser: unknown; readonly port: unknown },
): Leaving | undefined {
  if (after.browser === false) return { kind: 'off' };
  return after.port === before.port ? undefined : { kind: 'move', port: Number(after.port) };
}

interface Properties {
  readonly leaving: Leaving | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before the admin saws off the branch. */
export function LeaveDialog({ leaving, onConfirm, onClose }: Properties) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<Leaving>({ kind: 'off' });
  // The words must not vanish before the dialog has closed.
  if (leaving !== undefined && leaving !== shown) setShown(leaving);
  const opened = leaving !== undefined;
  if (shown.kind === 'off') {
    return (
      <ConfirmDialog
        {...{ opened, onConfirm, onClose }}
        title={t('leave.off.title')}
        act={t('leave.off.act')}
      >
        <Stack gap="sm">
          <Text>{t('leave.off.body')}</Text>
          <Text>{t('door.again')}</Text>
          <ConsoleCommand name="on" />
        </Stack>
      </ConfirmDialog>
    );
  }
  const address = new URL(window.location.origin);
  address.port = String(shown.port);
  return (
    <ConfirmDialog
      {...{ opened, onConfirm, onClose }}
      title={t('leave.move.title', { port: String(shown.port) })}
      act={t('leave.move.act')}
      danger={false}
    >
      <Stack gap="sm">
        <Text>{t('leave.move.body')}</Text>
        <Text dir="ltr" fw={500} style={{ inlineSize: 'fit-content' }}>
          {address.origin}
        </Text>
        <Text>{t('door.tunnel')}</Text>
        <TunnelCommand port={shown.port} />
      </Stack>
    </ConfirmDialog>
  );
}
