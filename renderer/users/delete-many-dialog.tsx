import { Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { AffectedSessions } from '../pieces/affected-sessions.tsx';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { useConfirmedCommand } from '../pieces/use-confirmed-command.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ChosenUsers } from './chosen-users.tsx';
import type { ManyDialogProperties } from './many-dialog-properties.ts';
import { useAffectedByMany } from './use-affected-by-many.ts';

/** Deletes many users, after showing which sessions that ends. */
export function DeleteManyDialog({ opened, users, onClose }: ManyDialogProperties) {
  const { t } = useTranslation();
  const ids = users.map(({ id }) => id);
  const { affected, ask, failure, clear } = useAffectedByMany();
  const remove = useConfirmedCommand(
    (client, all: string[]) => client.users.deleteMany({ ids: all }),
    onClose,
  );
  useEffect(() => {
    // Of somebody deleted the same sessions end as of somebody switched off: all.
    if (opened) ask({ ids, disabled: true });
    else clear();
    // Asked once, when it opens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [opened]);
  return (
    <ConfirmDialog
      opened={opened}
      title={t('manyUsers.remove.title', { count: ids.length })}
      act={t('manyUsers.remove.act', { count: ids.length })}
      working={remove.working}
      blocked={affected === undefined}
      onClose={remove.close}
      onConfirm={() => remove.confirm(ids)}
    >
      <Stack gap="md">
        <ChosenUsers users={users} />
        <Text>{t('manyUsers.remove.body', { count: ids.length })}</Text>
        {affected?.length === 0 && <Text c="dimmed">{t('affected.nobody')}</Text>}
        {affected !== undefined && affected.length > 0 && (
          <>
            <Text>{t('affected.ends', { count: affected.length })}</Text>
            <AffectedSessions affected={affected.map(({ session }) => ({ session }))} />
          </>
        )}
        <FailureNotice failure={remove.failure ?? failure} />
      </Stack>
    </ConfirmDialog>
  );
}
