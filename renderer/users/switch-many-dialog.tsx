import { Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../authority/use-command.ts';
import { AffectedSessions } from '../pieces/affected-sessions.tsx';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { useUndoToast } from '../pieces/use-undo-toast.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ChosenUsers } from './chosen-users.tsx';
import { lookWhetherDisabled } from './look-whether-disabled.ts';
import type { ManyDialogProperties } from './many-dialog-properties.ts';
import { useAffectedByMany } from './use-affected-by-many.ts';

/** Switches many users off, after showing which sessions that ends, or on again. */
export function SwitchManyDialog({
  opened,
  users,
  onClose,
  on,
}: ManyDialogProperties & { readonly on: boolean }) {
  const { t } = useTranslation();
  const sayWithUndo = useUndoToast();
  const about = users.filter(({ state }) => (state === 'disabled') === on);
  const ids = about.map(({ id }) => id);
  const { affected, ask, failure, clear } = useAffectedByMany();
  const set = useCommand((client) => client.users.setMany({ ids, disabled: !on }));
  useEffect(() => {
    if (opened && !on) ask({ ids, disabled: true });
    // Asked once, when it opens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [opened]);
  const close = (): void => {
    set.clear();
    clear();
    onClose();
  };
  const texts = on ? 'on' : 'off';
  return (
    <ConfirmDialog
      opened={opened}
      title={t(`manyUsers.${texts}.title`, { count: about.length })}
      act={t(`manyUsers.${texts}.act`, { count: about.length })}
      danger={!on}
      working={set.working}
      blocked={about.length === 0 || (!on && affected === undefined)}
      onClose={close}
      onConfirm={() => {
        void set.run().then((result) => {
          if (!result.ok) return;
          close();
          if (on) return;
          const count = ids.length;
          sayWithUndo(
            {
              done: t('toasts.disabledMany', { count }),
              undone: t('toasts.enabledMany', { count }),
              about: [],
              look: (mirror) => lookWhetherDisabled(mirror, ids),
            },
            (client) => client.users.setMany({ ids, disabled: false }),
          );
        });
      }}
    >
      <Stack gap="md">
        <ChosenUsers users={about} />
        <Text>{t(`manyUsers.${texts}.body`, { count: about.length })}</Text>
        {affected?.length === 0 && <Text size="sm">{t('affected.nobody')}</Text>}
        {affected !== undefined && affected.length > 0 && (
          <>
            <Text size="sm">{t('affected.ends', { count: affected.length })}</Text>
            <AffectedSessions affected={affected.map(({ session }) => ({ session }))} />
          </>
        )}
        <FailureNotice failure={set.failure ?? failure} />
      </Stack>
    </ConfirmDialog>
  );
}
