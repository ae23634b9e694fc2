import { noPlan, planSchema, type Plan } from '../../../../shared/model/plan.ts';
import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';

/** The seat plan of the install. Reservations are kept with the users. */
export interface PlanRecord {
  current(): Plan;
  put(batch: Batch, plan: Plan): void;
}

export async function openPlan(database: Database, listener: () => void): Promise<PlanRecord> {
  const [row] = await database.read("SELECT value FROM meta WHERE key = 'plan'");
  let current: Plan = row ? planSchema.parse(JSON.parse(String(row['value']))) : noPlan;
  return {
    current: () => current,
    put(batch, plan) {
      const before = current;
      current = plan;
      batch.write("INSERT OR REPLACE INTO meta (key, value) VALUES ('plan', ?)", JSON.stringify(plan));
      batch.onFailure(() => {
        current = before;
      });
      batch.onDurable(listener);
    },
  };
}
