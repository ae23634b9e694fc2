import type { AuthorityState } from '../../../shared/contract/shell.ts';

/** Each has a shape of its own: a square with a tick, a triangle, a disc with a square, an open ring. */
export type TrayStatus = 'works' | 'needs-you' | 'stopped' | 'starting';

/** @param alarmCount things that need the admin */
export function decideTrayStatus(
  { phase, code }: Pick<AuthorityState, 'phase' | 'code'>,
  alarmCount: number,
): TrayStatus {
  switch (phase) {
    case 'failed':
      // It runs, and only this window cannot speak with it.
      return code === 'service_other_version' ? 'needs-you' : 'stopped';
    case 'stopped':
      return 'stopped';
    case 'starting':
    case 'restarting':
      return 'starting';
    case 'ready':
      return alarmCount > 0 ? 'needs-you' : 'works';
  }
}
