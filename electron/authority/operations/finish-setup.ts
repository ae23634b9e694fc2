import type { Refusal } from '../../../shared/errors.ts';
import { Batch } from '../base/storage/batch.ts';
import type { Dependencies } from './dependencies.ts';

/** Notes that the admin has finished the first run or put it aside; the console does not open it again. */
export async function finishSetup(deps: Dependencies): Promise<{ ok: true } | Refusal<'store_unavailable'>> {
  const batch = new Batch();
  deps.install.reach(batch, 'setup_finished_at', deps.clock.now());
  return deps.database.commit(batch);
}
