import { Batch } from './base/storage/batch.ts';
import type { Records } from './open-records.ts';

/** Notes that something has happened for the first time; from then on nothing. */
export function makeMilestone(
  { clock, database, install }: Pick<Records, 'clock' | 'database' | 'install'>,
  milestone: 'first_device_seen_at',
  reached: () => void,
): () => void {
  return () => {
    if (install.find(milestone) !== undefined) return;
    const batch = new Batch();
    install.reach(batch, milestone, clock.now());
    void database.commit(batch).then(reached);
  };
}
