import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getFormatLanguage } from '../pieces/format-moment.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import type { LeftDraft } from './use-leaving.ts';

const nameOf = {
  'network/host-name': 'firstRun.leave.hostName',
  'network/ports': 'firstRun.leave.ports',
  'first-run/user': 'firstRun.leave.user',
  'first-run/seats': 'firstRun.leave.seats',
} as const satisfies Record<LeftDraft, string>;

interface Properties {
  /** Undefined closes the dialog. */
  readonly left: readonly LeftDraft[] | undefined;
  readonly onLeave: () => void;
  readonly onClose: () => void;
}

/** Names what was typed and not saved. */
export function LeaveDialog({ left, onLeave, onClose }: Properties) {
  const { t, i18n } = useTranslation();
  const [shown, setShown] = useState(left);
  if (left !== undefined && left !== shown) setShown(left);
  const names = new Intl.ListFormat(getFormatLanguage(i18n.language)).format(
    (shown ?? []).map((name) => t(nameOf[name])),
  );
  return (
    <ConfirmDialog
      opened={left !== undefined}
      title={t('firstRun.leave.title')}
      act={t('firstRun.leave.act')}
      danger={false}
      onConfirm={onLeave}
      onClose={onClose}
    >
      <Text>{t('firstRun.leave.body', { names })}</Text>
    </ConfirmDialog>
  );
}
