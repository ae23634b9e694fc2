/** One message to a follower: everything there is, or what has changed since the message before. */
export type FeedMessage<Snapshot, Change> =
  | { readonly type: 'snapshot'; readonly revision: number; readonly snapshot: Snapshot }
  | { readonly type: 'changes'; readonly revision: number; readonly changes: Change[] };

export interface ChangeFeed<Snapshot, Change> {
  publish(change: Change): void;
  /** A snapshot, then every later change in order, revisions without a gap, until `signal` aborts. */
  subscribe(signal: AbortSignal): AsyncGenerator<FeedMessage<Snapshot, Change>>;
}

/** A follower that does not read for so long gets a fresh snapshot instead of an endless queue. */
const queueMax = 50_000;

interface Follower<Change> {
  queue: Change[];
  overrun: boolean;
  wake: () => void;
}

/** Tells what has happened; it never drives what happens next. Changes of one turn travel as one revision. */
export function createChangeFeed<Snapshot, Change>(
  takeSnapshot: () => Snapshot,
): ChangeFeed<Snapshot, Change> {
  const followers = new Set<Follower<Change>>();
  return {
    publish(change) {
      for (const follower of followers) {
        if (follower.queue.length < queueMax) follower.queue.push(change);
        else follower.overrun = true;
        follower.wake();
      }
    },
    async *subscribe(signal) {
      const follower: Follower<Change> = { queue: [], overrun: true, wake: () => undefined };
      followers.add(follower);
      const onAbort = (): void => follower.wake();
      signal.addEventListener('abort', onAbort);
      let revision = 0;
      try {
        while (!signal.aborted) {
          if (follower.overrun) {
            follower.overrun = false;
            follower.queue = [];
            revision += 1;
            yield { type: 'snapshot', revision, snapshot: takeSnapshot() };
          } else if (follower.queue.length > 0) {
            const changes = follower.queue;
            follower.queue = [];
            revision += 1;
            yield { type: 'changes', revision, changes };
          } else {
            await new Promise<void>((resolve) => {
              follower.wake = resolve;
            });
          }
        }
      } finally {
        signal.removeEventListener('abort', onAbort);
        followers.delete(follower);
      }
    },
  };
}
