import type { Alarm } from '../../../shared/model/status.ts';
import { Batch } from '../base/storage/batch.ts';
import type { Dependencies } from './dependencies.ts';
import { isoTime } from './show.ts';

/** Something that is wrong now, as it is found at each look. */
export type AlarmFact = Omit<Alarm, 'since'>;

/** Remembers since when something has been wrong. */
export interface AlarmWatch {
  /** All that is wrong now, each with the moment of the first look that found it; what is no longer there is forgotten. */
  look(now: number, facts: readonly AlarmFact[]): Alarm[];
}

export function createAlarmWatch(): AlarmWatch {
  let sinceOf = new Map<Alarm['code'], string>();
  return {
    look(now, facts) {
      const alarms = facts.map((fact) => ({ ...fact, since: sinceOf.get(fact.code) ?? isoTime(now) }));
      sinceOf = new Map(alarms.map(({ code, since }) => [code, since]));
      return alarms;
    },
  };
}

/**
 * Makes the step that looks for alarms by itself: on an install where nothing else happens nobody would learn of
 * them. `changed` is called when one has come, gone or has other words; one of the clock goes into the audit.
 */
export function makeAlarmRound(
  deps: Pick<Dependencies, 'audit' | 'clock' | 'database'>,
  listAlarms: () => readonly Alarm[],
  changed: () => void,
): () => Promise<void> {
  let last = '[]';
  let recorded: string | undefined;
  return async () => {
    const alarms = listAlarms();
    const now = JSON.stringify(alarms);
    if (now !== last) changed();
    last = now;

    const clockAlarm = alarms.find(({ code }) => code.startsWith('clock_'));
    if (clockAlarm?.code === recorded) return;
    if (clockAlarm) {
      const batch = new Batch();
      deps.audit.append(batch, {
        at: deps.clock.now(),
        action: 'clock.alarm',
        actor: 'rollcall',
        subject: clockAlarm.code,
      });
      // Tried again in the next round.
      if (!(await deps.database.commit(batch)).ok) return;
    }
    recorded = clockAlarm?.code;
  };
}
