import { hash, verify } from '@node-rs/argon2';

export interface HashCost {
  readonly memoryKib: number;
  readonly passes: number;
}

/** Argon2id, 19 MiB, 2 passes, 1 lane: the OWASP minimum; about 50 ms on a small PC. */
export const standardCost: HashCost = { memoryKib: 19_456, passes: 2 };

export type HashAnswer<T> =
  { readonly kind: 'done'; readonly value: T } | { readonly kind: 'busy' } | { readonly kind: 'dropped' };

export interface PasswordHasher {
  hash(password: string): Promise<HashAnswer<string>>;
  /**
   * @param encoded the stored hash; undefined spends the same time on a hash that nothing matches
   * @param options.lane `known` is for (device, user) pairs that have signed in before: they never wait behind a flood
   * @param options.stillWanted asked when the attempt's turn comes; false drops it without hashing
   */
  verify(
    encoded: string | undefined,
    password: string,
    options: { readonly lane: 'known' | 'open'; readonly stillWanted: () => boolean },
  ): Promise<HashAnswer<boolean>>;
}

interface Job {
  readonly run: () => Promise<void>;
  readonly drop: () => void;
  readonly stillWanted: () => boolean;
}

/**
 * One global budget for password hashing: a few at a time, the rest in two short queues of which each gets every
 * other turn, and `busy` for what does not fit. Hashing runs on threads of its own, so checks go on meanwhile.
 */
export function openPasswordHasher(options: {
  readonly cost?: HashCost;
  /** Hashes at a time. */
  readonly concurrency: number;
  /** Attempts waiting in one lane before `busy`. */
  readonly queueMax: number;
}): PasswordHasher {
  const cost = options.cost ?? standardCost;
  const argon = { algorithm: 2, memoryCost: cost.memoryKib, timeCost: cost.passes, parallelism: 1 } as const;
  const nobody = hash('no password matches this', argon);
  const lanes = { known: [] as Job[], open: [] as Job[] };
  let running = 0;
  let turn: 'known' | 'open' = 'known';

  const next = (): void => {
    while (running < options.concurrency) {
      const other = turn === 'known' ? 'open' : 'known';
      const job = lanes[turn].shift() ?? lanes[other].shift();
      turn = other;
      if (!job) return;
      if (!job.stillWanted()) {
        job.drop();
        continue;
      }
      running += 1;
      void job.run().finally(() => {
        running -= 1;
        next();
      });
    }
  };

  const enqueue = <T>(
    lane: 'known' | 'open',
    stillWanted: () => boolean,
    work: () => Promise<T>,
  ): Promise<HashAnswer<T>> =>
    new Promise((resolve, reject) => {
      if (lanes[lane].length >= options.queueMax) {
        resolve({ kind: 'busy' });
        return;
      }
      lanes[lane].push({
        stillWanted,
        drop: () => resolve({ kind: 'dropped' }),
        run: () => work().then((value) => resolve({ kind: 'done', value }), reject),
      });
      next();
    });

  return {
    hash: (password) =>
      enqueue(
        'known',
        () => true,
        () => hash(password.normalize('NFKC'), argon),
      ),
    verify: (encoded, password, { lane, stillWanted }) =>
      enqueue(lane, stillWanted, async () => {
        const matches = await verify(encoded ?? (await nobody), password.normalize('NFKC'));
        return matches && encoded !== undefined;
      }),
  };
}
