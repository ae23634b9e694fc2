import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noGroupRules, type GroupView } from '../../shared/model/group.ts';
import type { Surplus } from '../../shared/model/limit.ts';
import { useQuery } from '../authority/use-query.ts';
import { AffectedSessions } from '../pieces/affected-sessions.tsx';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { SurplusChoice } from '../pieces/surplus-choice.tsx';
import { useConfirmedCommand } from '../pieces/use-confirmed-command.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';

interface Properties {
  /** Undefined closes the dialog. */
  readonly group: GroupView | undefined;
  readonly onClose: () => void;
}

/** Its members lose what it sets: shows whom that touches before it is done. */
export function DeleteGroupDialog({ group, onClose }: Properties) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(group);
  const [surplus, setSurplus] = useState<Surplus>('as_they_expire');
  const remove = useConfirmedCommand(
    (client, id: string) => client.groups.delete({ id, surplus }),
    () => {
      setSurplus('as_they_expire');
      onClose();
    },
  );
  if (group !== undefined && group !== shown) setShown(group);
  return (
    <ConfirmDialog
      opened={group !== undefined}
      title={t('groups.deleteTitle', { name: shown?.name ?? '' })}
      act={t('groups.deleteAct', { name: shown?.name ?? '' })}
      working={remove.working}
      onClose={remove.close}
      onConfirm={() => remove.confirm(shown?.id ?? '')}
    >
      <Stack gap="md">
        <Text size="sm">{t('groups.deleteBody', { count: shown?.members ?? 0 })}</Text>
        <Consequences groupId={shown?.id ?? ''} surplus={surplus} onSurplus={setSurplus} />
        <FailureNotice failure={remove.failure} />
      </Stack>
    </ConfirmDialog>
  );
}

interface ConsequencesProperties {
  readonly groupId: string;
  readonly surplus: Surplus;
  readonly onSurplus: (surplus: Surplus) => void;
}

function Consequences({ groupId, surplus, onSurplus }: ConsequencesProperties) {
  const { t } = useTranslation();
  // A group that sets nothing is to its members as if it were not there.
  const { result, retry } = useQuery(groupId, (client) =>
    client.groups.previewSet({ id: groupId, rules: noGroupRules }),
  );
  switch (result.state) {
    case 'loading':
      return <SkeletonRows rows={2} />;
    case 'failed':
      return <FailureNotice failure={result.failure} onRetry={retry} />;
    case 'done': {
      const { affected } = result.answer;
      if (affected.length === 0) return <Text size="sm">{t('groups.deleteNobody')}</Text>;
      return (
        <>
          <Text size="sm">{t('surplus.rules.body', { count: affected.length })}</Text>
          <AffectedSessions affected={affected} />
          <SurplusChoice value={surplus} withPast onChange={onSurplus} />
        </>
      );
    }
  }
}
