import { useCallback } from 'react';
import { create } from 'zustand';
import { useTranslation } from 'react-i18next';
import type { BlockedDevice, SessionView } from '../../shared/model/session.ts';
import { sendCommand } from '../authority/use-command.ts';
import { dismissAbout } from '../ui/toasts/toast-store.ts';
import { useDeviceWords } from './use-device-words.ts';
import { useUndoToast } from './use-undo-toast.ts';

/** How often devices were let in again from here: the authority has no change for it, so lists of them ask again. */
export const useUnblocks = create<{ readonly count: number }>(() => ({ count: 0 }));

const toSubject = (deviceId: string): string => `block ${deviceId}`;

/** A device was let in again by another way: that it is blocked is not to be read beside it. */
export function forgetBlock(deviceId: string): void {
  dismissAbout(toSubject(deviceId));
}

/** Which are kept out already; asked before others are, so that only those are let in again. */
export async function listBlockedIds(): Promise<ReadonlySet<string>> {
  const result = await sendCommand((client) => client.devices.listBlocked());
  return new Set(result.ok ? result.answer.map(({ id }) => id) : []);
}

/** Says that devices are kept out, with the way back in; sessions that ended with it stay ended. */
export function useBlockToast() {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  const sayWithUndo = useUndoToast();
  return useCallback(
    async (ended: readonly SessionView[], blockedBefore: ReadonlySet<string>): Promise<void> => {
      const result = await sendCommand((client) => client.devices.listBlocked());
      if (!result.ok) return;
      const isMeant = ({ id, device, userName }: BlockedDevice): boolean =>
        !blockedBefore.has(id) && ended.some((one) => one.device === device && one.userName === userName);
      const blocked = result.answer.filter(isMeant);
      const [first] = blocked;
      if (first === undefined) return;
      sayWithUndo(
        {
          done: t('toasts.blocked', {
            count: blocked.length,
            device: toDevice(first.device),
            user: first.userName,
          }),
          undone: t('toasts.unblocked', { count: blocked.length }),
          about: blocked.map(({ id }) => toSubject(id)),
        },
        async (client) => {
          await Promise.all(blocked.map(({ id }) => client.devices.unblock({ id })));
          useUnblocks.setState(({ count }) => ({ count: count + 1 }));
        },
      );
    },
    [t, toDevice, sayWithUndo],
  );
}
