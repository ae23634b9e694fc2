import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Surplus } from '../../shared/model/limit.ts';
import type { AffectedSession } from '../../shared/model/session.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { AffectedSessions } from './affected-sessions.tsx';
import { SurplusChoice } from './surplus-choice.tsx';

interface Properties {
  /** Sessions that the new rules leave over; undefined closes the dialog. */
  readonly affected: readonly AffectedSession[] | undefined;
  readonly working: boolean;
  /** `limit`: one limit is lowered. `rules`: any change of rules. `users`: many users are changed. */
  readonly about?: 'limit' | 'rules' | 'users';
  readonly onConfirm: (surplus: Surplus) => void;
  readonly onClose: () => void;
}

/** Shows which sessions stricter rules leave over, and asks when they go where there is a choice. */
export function SurplusDialog({ affected, working, about = 'limit', onConfirm, onClose }: Properties) {
  const { t } = useTranslation();
  const [surplus, setSurplus] = useState<Surplus>('as_they_expire');
  const [shown, setShown] = useState(affected ?? []);
  // The words must not vanish before the dialog has closed.
  if (affected !== undefined && affected !== shown) {
    setShown(affected);
    setSurplus('as_they_expire');
  }
  const over = shown.filter((one) => !isOverAlready(one));
  const past = shown.filter(isOverAlready);
  const ends = surplus === 'now' ? shown.length : past.length;
  const texts = over.length === 0 ? 'past' : about;
  return (
    <ConfirmDialog
      opened={affected !== undefined}
      title={
        texts === 'past'
          ? t('surplus.past.title', { count: past.length })
          : t(`surplus.${texts}.title`, { count: over.length })
      }
      act={ends === 0 ? t(`surplus.${about}.actLater`) : t(`surplus.${about}.actNow`, { count: ends })}
      danger={ends > 0}
      working={working}
      onConfirm={() => onConfirm(surplus)}
      onClose={onClose}
    >
      <Stack gap="md">
        {over.length > 0 && (
          <>
            <Text size="sm">{t(`surplus.${about}.body`, { count: over.length })}</Text>
            <AffectedSessions affected={over} />
            <SurplusChoice value={surplus} onChange={setSurplus} />
          </>
        )}
        {past.length > 0 && (
          <>
            <Text size="sm">{t('surplus.past.body', { count: past.length })}</Text>
            <AffectedSessions affected={past} />
          </>
        )}
      </Stack>
    </ConfirmDialog>
  );
}

/** Its life is over under the new rules: that cannot wait for anything. */
function isOverAlready({ reason }: AffectedSession): boolean {
  return reason === 'idle' || reason === 'absolute' || reason === 'hours';
}
