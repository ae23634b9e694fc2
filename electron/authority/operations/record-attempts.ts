import { Batch } from '../base/storage/batch.ts';
import { isMadeUpKey } from '../records/attempts/attempts.ts';
import type { TalliedAttempt } from '../records/attempts/tallies.ts';
import { foldUserName } from '../../../shared/model/user.ts';
import type { Dependencies } from './dependencies.ts';
import { afterFailure, worthOf } from './policies/throttle.ts';

type Attempt = TalliedAttempt;

/** All attempts with names that nobody has share one tally; this many between two rounds are written each by itself. */
export const madeUpEntriesMax = 100;
const madeUpTally = 'made up';

/** Counts a failed password or one-time code and says so in the audit. */
export function recordFailure(deps: Dependencies, batch: Batch, key: string, attempt: Attempt): void {
  const now = deps.clock.now();
  const rules = deps.settings.current().throttle;
  deps.attempts.put(batch, key, afterFailure(now, deps.attempts.find(key)), (failures) =>
    worthOf(now, failures, rules),
  );
  deps.signIns.noteFailure(now, 'failed');
  stageTally(deps, batch, key);
  if (isMadeUpKey(key) && deps.tallies.add(madeUpTally, attempt) > madeUpEntriesMax) return;
  stageEntry(deps, batch, 'sign_in.failed', attempt);
}

/**
 * An attempt while its counter waits. The first of a wait is written, how many there were follows with the next
 * attempt that is looked at, or with the next round. Nobody waits for the disk here: the time would tell names apart.
 */
export function recordThrottled(deps: Dependencies, key: string, attempt: Attempt): void {
  deps.signIns.noteFailure(deps.clock.now(), 'throttled');
  const written = isMadeUpKey(key)
    ? deps.tallies.add(madeUpTally, attempt) <= madeUpEntriesMax
    : deps.tallies.add(key, attempt) === 1;
  if (!written) return;
  const batch = new Batch();
  stageEntry(deps, batch, 'sign_in.throttled', attempt);
  void deps.database.commit(batch);
}

/** Says how many attempts were refused in the wait of this counter, unless the entry of the first says all. */
export function stageTally(deps: Dependencies, batch: Batch, key: string): void {
  const tally = deps.tallies.take(key);
  if (tally && tally.count > 1) stageEntry(deps, batch, 'sign_in.throttled', tally, { refused: tally.count });
}

/** Writes every number that is still held in memory. Once an hour, and at the end. */
export async function recordTallies(deps: Dependencies): Promise<void> {
  const batch = new Batch();
  const madeUp = deps.tallies.take(madeUpTally);
  if (madeUp && madeUp.count > madeUpEntriesMax) {
    const unwritten = madeUp.count - madeUpEntriesMax;
    stageEntry(deps, batch, 'sign_in.failed', { ...madeUp, name: '' }, { unknownNames: unwritten });
  }
  for (const key of deps.tallies.keys()) stageTally(deps, batch, key);
  if (batch.statements.length > 0) await deps.database.commit(batch);
}

function stageEntry(
  deps: Dependencies,
  batch: Batch,
  action: 'sign_in.failed' | 'sign_in.throttled',
  { name, address }: Attempt,
  data: Readonly<Record<string, unknown>> = {},
): void {
  deps.audit.append(batch, {
    at: deps.clock.now(),
    action,
    actor: 'rollcall',
    subject: auditName(name),
    address,
    data,
  });
}

/** A typed name may be anything, even a password in the wrong field: the audit keeps a short, harmless form. */
function auditName(name: string): string {
  return foldUserName(name)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�')
    .slice(0, 64);
}
