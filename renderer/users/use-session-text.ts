import { useCallback } from 'react';
import type { SessionView } from '../../shared/model/session.ts';
import { useDeviceWords } from '../pieces/use-device-words.ts';

/** What a session of a user is found by. */
export function useSessionText(): (session: SessionView) => string {
  const toDevice = useDeviceWords();
  return useCallback(
    ({ device, address, id, apps, ended }) =>
      [toDevice(device), address, id, ...apps, toDevice(ended?.by ?? '')].join('\n'),
    [toDevice],
  );
}
