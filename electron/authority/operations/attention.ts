import type { AlarmFact } from './alarm-watch.ts';
import { listAppAttention } from './app-attention.ts';
import { clockTime } from './attention-words.ts';
import type { Dependencies } from './dependencies.ts';
import { listOidcAttention } from './oidc-attention.ts';
import { pauseAt } from './policies/pause.ts';
import { kickWarOf } from './rules-in-force.ts';
import { showPlan } from './show.ts';

const dayMs = 24 * 3600 * 1000;

const nearlyFull = 0.9;
const burst = { failures: 50, minutes: 5 };
/** An install that people depend on should have a backup after a week, and another one each month. */
const firstBackupDays = 7;
const backupDays = 30;
const namesShown = 5;

/** What nothing is broken about, but the admin should know: a pause, seats, guessing, devices that push each other out, backups. */
export function listAttention(deps: Dependencies): AlarmFact[] {
  const now = deps.clock.now();
  const found: Partial<Record<AlarmFact['code'], string | undefined>> = {
    sign_ins_paused: describePause(deps, now),
    seats_nearly_full: describeSeats(deps),
    throttle_burst: describeBurst(deps, now),
    kick_war: describeKickWar(deps),
    backup_missing: describeBackup(deps, now),
    ...listAppAttention(deps, now),
    ...listOidcAttention(deps, now),
  };
  return Object.entries(found).flatMap(([code, sentence]) =>
    sentence === undefined ? [] : [{ code: code as AlarmFact['code'], sentence }],
  );
}

function describePause(deps: Dependencies, now: number): string | undefined {
  const pause = pauseAt(deps.install.pause(), now);
  if (pause === undefined) return undefined;
  return `Nobody new is let in. Those who are in stay in. It goes on ${
    pause.until === undefined ? 'when you resume it' : `by itself at ${clockTime(pause.until)}`
  }; in the console, or run: rollcall resume`;
}

function describeSeats(deps: Dependencies): string | undefined {
  const { seats, used } = showPlan(deps);
  if (seats === 'unlimited' || seats < 1 || used < nearlyFull * seats) return undefined;
  const full = used >= seats;
  return `${String(used)} of ${String(seats)} seats of the plan are in use${full ? ', so nobody more is let in' : ''}. End sessions that nobody needs, or give the plan more seats.`;
}

function describeBurst(deps: Dependencies, now: number): string | undefined {
  const failures = deps.signIns.countFailures(now, burst.minutes * 60_000);
  if (failures < burst.failures) return undefined;
  return `${String(failures)} wrong passwords in the last ${String(burst.minutes)} minutes: somebody may be guessing. Everybody else signs in as usual. The audit shows which accounts are meant and from which addresses.`;
}

function describeKickWar(deps: Dependencies): string | undefined {
  const wars = deps.users.list().flatMap(({ id, name }) => {
    const until = kickWarOf(deps, id);
    return until === undefined ? [] : [{ name, until }];
  });
  if (wars.length === 0) return undefined;
  const names = wars.slice(0, namesShown).map(({ name, until }) => `${name} (until ${clockTime(until)})`);
  if (wars.length > namesShown) names.push(`${String(wars.length - namesShown)} more`);
  return `Devices of one user signed each other out again and again, so it is asked for a while which one to sign out: ${names.join(', ')}. Give these users a higher limit, or ask whether the password is known to somebody else.`;
}

function describeBackup(deps: Dependencies, now: number): string | undefined {
  const last = deps.install.find('last_backup_at');
  if (last !== undefined) {
    const days = Math.floor((now - last) / dayMs);
    return days <= backupDays
      ? undefined
      : `The last backup is ${String(days)} days old. When this computer breaks, what was changed since then is lost. Make one in the console, or run: rollcall backup create FILE`;
  }
  const createdAt = deps.install.find('created_at') ?? now;
  const inUse = deps.users.list().some((user) => !user.admin);
  return inUse && now - createdAt > firstBackupDays * dayMs
    ? 'There is no backup yet. When this computer breaks, every user and rule is lost. Make one in the console, or run: rollcall backup create FILE'
    : undefined;
}
