import type { AuthorityMessage } from '../../../shared/contract/launch.ts';
import type { Status } from '../../../shared/model/status.ts';

/** Tells the app which alarms there are, and only when there are others than it was told last. */
export function createAlarmTeller(post: (message: AuthorityMessage) => void): (status: Status) => void {
  let told = '';
  return ({ alarms }) => {
    const codes = alarms.map(({ code }) => code);
    if (codes.join() === told) return;
    told = codes.join();
    post({ type: 'alarms', codes });
  };
}
