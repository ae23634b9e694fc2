import { Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Surplus } from '../../shared/model/limit.ts';
import type { AffectedSession } from '../../shared/model/session.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { AffectedSessions } from './affected-sessions.tsx';

interface Properties {
  /** Sessions above the lower limit; undefined closes the dialog. */
  readonly affected: readonly AffectedSession[] | undefined;
  readonly working: boolean;
  readonly onConfirm: (surplus: Surplus) => void;
  readonly onClose: () => void;
}

/** A lower limit leaves sessions over: shows which, and asks when they go. */
export function SurplusDialog({ affected, working, onConfirm, onClose }: Properties) {
  const { t } = useTranslation();
  const [surplus, setSurplus] = useState<Surplus>('as_they_expire');
  const count = affected?.length ?? 0;
  return (
    <ConfirmDialog
      opened={affected !== undefined}
      title={t('surplus.title', { count })}
      act={surplus === 'now' ? t('surplus.actNow', { count }) : t('surplus.actLater')}
      danger={surplus === 'now'}
      working={working}
      onConfirm={() => onConfirm(surplus)}
      onClose={onClose}
    >
      <Stack gap="md">
        <Text size="sm">{t('surplus.body', { count })}</Text>
        <AffectedSessions affected={affected ?? []} />
        <Radio.Group
          label={t('surplus.when')}
          value={surplus}
          onChange={(value) => setSurplus(value === 'now' ? 'now' : 'as_they_expire')}
        >
          <Stack gap="sm" mt="xs">
            <Radio
              value="as_they_expire"
              label={t('surplus.later')}
              description={t('surplus.laterDescription')}
            />
            <Radio value="now" label={t('surplus.now')} description={t('surplus.nowDescription')} />
          </Stack>
        </Radio.Group>
      </Stack>
    </ConfirmDialog>
  );
}
