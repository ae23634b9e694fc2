import { z } from 'zod';
import type { Batch } from '../../base/storage/batch.ts';
import type { Database } from '../../base/storage/database.ts';

const givenSchema = z.object({
  /** Host that links and snippets got last. */
  host: z.string(),
  /** Since when; 0: since before anything was noted. Authority time, as all here. */
  from: z.int(),
  /** Hosts they got earlier and that this computer no longer has, newest first; gone at `since`. */
  lost: z.array(z.object({ address: z.string(), from: z.int(), since: z.int() })),
});
export type GivenHosts = z.infer<typeof givenSchema>;

/** Which host was given out: an address mostly changes while the computer is off, and snippets still carry it then. */
export interface GivenHost {
  find(): GivenHosts | undefined;
  put(batch: Batch, given: GivenHosts): void;
}

export async function openGivenHost(database: Database): Promise<GivenHost> {
  const [row] = await database.read("SELECT value FROM meta WHERE key = 'given_host'");
  let current = row ? givenSchema.safeParse(JSON.parse(String(row['value']))).data : undefined;
  return {
    find: () => current,
    put(batch, given) {
      const before = current;
      current = given;
      batch.write("INSERT OR REPLACE INTO meta (key, value) VALUES ('given_host', ?)", JSON.stringify(given));
      batch.onFailure(() => {
        current = before;
      });
    },
  };
}
