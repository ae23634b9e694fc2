import type { AlarmFacts } from '../../../shared/model/alarm-facts.ts';
import type { AlarmFact } from './alarm-watch.ts';
import { listAppAttention } from './app-attention.ts';
import type { Dependencies } from './dependencies.ts';
import { describeAlarm } from './english-words.ts';
import { nameSome } from './name-some.ts';
import { listOidcAttention } from './oidc-attention.ts';
import { pauseAt } from './policies/pause.ts';
import { kickWarOf } from './rules-in-force.ts';
import { isoTime, showPlan } from './show.ts';

const dayMs = 24 * 3600 * 1000;

const nearlyFull = 0.9;
const burst = { failures: 50, minutes: 5 };
/** An install that people depend on should have a backup after a week, and another one each month. */
const firstBackupDays = 7;
const backupDays = 30;

/** What nothing is broken about, but the admin should know: a pause, seats, guessing, devices that push each other out, backups. */
export function listAttention(deps: Dependencies): AlarmFact[] {
  const now = deps.clock.now();
  const found = [
    findPleas(deps),
    findReported(deps),
    findPause(deps, now),
    findFullSeats(deps),
    findBurst(deps, now),
    findKickWar(deps),
    findMissingBackup(deps, now),
    ...listAppAttention(deps, now),
    ...listOidcAttention(deps, now),
  ];
  return found.filter((facts) => facts !== undefined).map(describeAlarm);
}

/** Who stands outside and has told the admin; the last one first. */
function findPleas(deps: Dependencies): AlarmFacts | undefined {
  const waiting = deps.pleas
    .list()
    .filter(({ dismissed }) => !dismissed)
    .toSorted((a, b) => b.at - a.at)
    .flatMap(({ userId, at, why, device }) => {
      const user = deps.users.find(userId);
      return !user || user.disabled ? [] : [{ userId, name: user.name, at: isoTime(at), why, device }];
    });
  if (waiting.length === 0) return undefined;
  const { named, more } = nameSome(waiting);
  return { code: 'admission_asked', people: named, more };
}

/** Whose password opens nothing since somebody else knows it, and who has no other one yet. */
function findReported(deps: Dependencies): AlarmFacts | undefined {
  const reported = deps.users
    .list()
    .filter(({ passwordState, disabled }) => passwordState === 'reported' && !disabled)
    .map(({ id, name }) => ({ id, name }));
  if (reported.length === 0) return undefined;
  const { named, more } = nameSome(reported);
  return { code: 'password_reported', users: named, more };
}

function findPause(deps: Dependencies, now: number): AlarmFacts | undefined {
  const pause = pauseAt(deps.install.pause(), now);
  if (pause === undefined) return undefined;
  return {
    code: 'sign_ins_paused',
    ...(pause.until === undefined ? {} : { until: isoTime(pause.until) }),
  };
}

function findFullSeats(deps: Dependencies): AlarmFacts | undefined {
  const { seats, used } = showPlan(deps);
  if (seats === 'unlimited' || seats < 1 || used < nearlyFull * seats) return undefined;
  return { code: 'seats_nearly_full', used, seats };
}

function findBurst(deps: Dependencies, now: number): AlarmFacts | undefined {
  const failures = deps.signIns.countFailures(now, burst.minutes * 60_000);
  return failures < burst.failures ? undefined : { code: 'throttle_burst', failures, minutes: burst.minutes };
}

function findKickWar(deps: Dependencies): AlarmFacts | undefined {
  const wars = deps.users.list().flatMap(({ id, name }) => {
    const until = kickWarOf(deps, id);
    return until === undefined ? [] : [{ name, until: isoTime(until) }];
  });
  if (wars.length === 0) return undefined;
  const { named, more } = nameSome(wars);
  return { code: 'kick_war', users: named, more };
}

function findMissingBackup(deps: Dependencies, now: number): AlarmFacts | undefined {
  const last = deps.install.find('last_backup_at');
  if (last !== undefined) {
    const days = Math.floor((now - last) / dayMs);
    return days <= backupDays ? undefined : { code: 'backup_missing', days };
  }
  const createdAt = deps.install.find('created_at') ?? now;
  const inUse = deps.users.list().some((user) => !user.admin);
  return inUse && now - createdAt > firstBackupDays * dayMs ? { code: 'backup_missing' } : undefined;
}
