import { addUser, startSetUpAuthority } from '../support/authority-process.ts';
import { ApiClient } from '../support/client.ts';
import type { BenchRow } from './bench-row.ts';
import { median } from './in-memory.ts';

const names = 40;
/** Below the failures that are free, so that no attempt waits. */
const attemptsPerName = 4;

/**
 * Does the time of a refusal tell whether a name exists? Wrong passwords for known and unknown names in turn; the
 * result is how often an unknown name took longer than a known one: 0.5 says nothing about the name.
 */
export async function measure(): Promise<readonly BenchRow[]> {
  const authority = await startSetUpAuthority();
  try {
    const api = new ApiClient(authority.origin, authority.ca);
    for (let n = 0; n < names; n++) await addUser(authority, `known-${String(n)}`);
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let attempt = 0; attempt < attemptsPerName; attempt++) {
      for (let n = 0; n < names; n++) {
        for (const kind of n % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
          const start = performance.now();
          await api.signIn(`${kind}-${String(n)}`, 'not the password', 'bench');
          times[kind].push(performance.now() - start);
        }
      }
    }
    let slower = 0;
    for (const unknown of times.unknown) {
      for (const known of times.known) slower += unknown > known ? 1 : unknown === known ? 0.5 : 0;
    }
    const share = slower / (times.unknown.length * times.known.length);
    return [
      {
        what: 'a wrong password: an unknown name takes longer than a known one',
        result: `in ${share.toFixed(2)} of all pairs (medians ${median(times.unknown).toFixed(1)} and ${median(times.known).toFixed(1)} ms)`,
        aim: '0.40 to 0.60',
        met: share >= 0.4 && share <= 0.6,
        numbers: { share, known: times.known, unknown: times.unknown },
      },
    ];
  } finally {
    await authority.remove();
  }
}
