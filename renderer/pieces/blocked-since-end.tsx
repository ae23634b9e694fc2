import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../shared/model/session.ts';
import { useQuery } from '../authority/use-query.ts';
import { useUnblocks } from './use-block-toast.ts';

/** Both are written down in one step, in which the clock is read twice. */
const togetherMs = 1000;

/** Says that the device was blocked when its session was ended, as long as it is. */
export function BlockedSinceEnd({ session }: { readonly session: SessionView }) {
  const { t } = useTranslation();
  const unblocks = useUnblocks(({ count }) => count);
  const { id, ended, device, userName } = session;
  const { result } = useQuery(`blocked of ${id} ${ended?.at ?? ''} ${String(unblocks)}`, (client) =>
    client.devices.listBlocked(),
  );
  if (result.state !== 'done' || ended === undefined) return null;
  const isBlocked = result.answer.some(
    (one) =>
      one.device === device &&
      one.userName === userName &&
      Math.abs(Date.parse(one.blockedAt) - Date.parse(ended.at)) <= togetherMs,
  );
  return isBlocked ? <Text mt="xs">{t('session.blocked')}</Text> : null;
}
