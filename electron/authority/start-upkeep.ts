import type { Alarm } from '../../shared/model/status.ts';
import type { Rounds } from './base/clock/rounds.ts';
import { makeAlarmRound } from './operations/alarm-watch.ts';
import { expirePairings } from './operations/expire-pairings.ts';
import {
  forgetOld,
  makeExpirySweep,
  persistUse,
  type MaintainedDependencies,
} from './operations/maintain.ts';

/**
 * What is done again and again while the authority runs.
 *
 * @returns looks at the alarms now, outside its turn
 */
export function startUpkeep(
  rounds: Rounds,
  deps: MaintainedDependencies,
  parts: {
    readonly eachSecond: readonly (() => Promise<void>)[];
    /** @returns whether anything has changed */
    readonly refreshNetwork: () => Promise<boolean>;
    readonly alarms: () => readonly Alarm[];
    readonly statusChanged: () => void;
  },
): () => Promise<void> {
  const sweep = makeExpirySweep(deps);
  const alarmRound = makeAlarmRound(deps, parts.alarms, parts.statusChanged);
  rounds.every(1, sweep);
  rounds.every(1, () => expirePairings(deps));
  for (const step of parts.eachSecond) rounds.every(1, step);
  rounds.every(10, () => persistUse(deps));
  rounds.every(10, async () => {
    if (await parts.refreshNetwork()) parts.statusChanged();
  });
  rounds.every(10, alarmRound);
  rounds.every(3600, () => forgetOld(deps));
  return alarmRound;
}
