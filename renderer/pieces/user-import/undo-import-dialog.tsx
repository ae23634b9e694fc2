import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CommandFailure } from '../../authority/command-failure.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailureNotice } from '../failure-notice.tsx';

interface Properties {
  readonly opened: boolean;
  readonly added: number;
  readonly changed: number;
  readonly groups: number;
  readonly working: boolean;
  readonly failure: CommandFailure | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

export function UndoImportDialog({
  opened,
  added,
  changed,
  groups,
  working,
  failure,
  onConfirm,
  onClose,
}: Properties) {
  const { t } = useTranslation();
  const count = added + changed;
  return (
    <ConfirmDialog
      opened={opened}
      title={t('undoImport.title', { count })}
      act={t('undoImport.act', { count })}
      working={working}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <Stack gap="sm">
        {added > 0 && <Text>{t('undoImport.added', { count: added })}</Text>}
        {changed > 0 && <Text>{t('undoImport.changed', { count: changed })}</Text>}
        {groups > 0 && <Text>{t('undoImport.groups')}</Text>}
        <FailureNotice failure={failure} />
      </Stack>
    </ConfirmDialog>
  );
}
