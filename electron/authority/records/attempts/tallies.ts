/** An attempt as the audit tells it. */
export interface TalliedAttempt {
  readonly name: string;
  readonly address: string;
}

/** Attempts told as one number; name and address are those of the last one. */
export interface Tally extends TalliedAttempt {
  readonly count: number;
}

/**
 * Attempts that are counted instead of written one by one: what anybody on the network can send as often as he likes
 * must not fill the disk. In memory only; taken off and written as a number from time to time.
 */
export interface Tallies {
  /** @returns how many there are now under this key */
  add(key: string, attempt: TalliedAttempt): number;
  take(key: string): Tally | undefined;
  keys(): string[];
}

export function createTallies(): Tallies {
  const tallies = new Map<string, Tally>();
  return {
    add(key, attempt) {
      const count = (tallies.get(key)?.count ?? 0) + 1;
      tallies.set(key, { ...attempt, count });
      return count;
    },
    take(key) {
      const tally = tallies.get(key);
      tallies.delete(key);
      return tally;
    },
    keys: () => [...tallies.keys()],
  };
}
