import { version } from '../../shared/version.ts';
import { Batch } from './base/storage/batch.ts';
import type { Records } from './open-records.ts';

type Parts = Pick<Records, 'audit' | 'clock' | 'database'>;

/**
 * Writes into the audit that the authority runs, and how it found the clock.
 *
 * @param since milliseconds since 1970
 */
export async function recordStart({ audit, clock, database }: Parts, since: number): Promise<void> {
  const batch = new Batch();
  audit.append(batch, {
    at: since,
    action: 'authority.started',
    actor: 'rollcall',
    subject: '',
    data: { version, clock: clock.alarm() ?? 'believed' },
  });
  await database.commit(batch);
}

/** Writes into the audit that the authority was stopped in order. */
export async function recordStop({ audit, clock, database }: Parts): Promise<void> {
  const batch = new Batch();
  audit.append(batch, { at: clock.now(), action: 'authority.stopped', actor: 'rollcall', subject: '' });
  await database.commit(batch);
}
