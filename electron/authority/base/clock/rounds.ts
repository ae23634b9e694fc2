/** Work that comes round again by the wall of the event loop; each round waits for the one before. */
export interface Rounds {
  every(seconds: number, work: () => Promise<void>): void;
  stop(): void;
}

export function startRounds(onError: (error: unknown) => void): Rounds {
  const timers = new Set<NodeJS.Timeout>();
  return {
    every(seconds, work) {
      let running = false;
      const timer = setInterval(() => {
        if (running) return;
        running = true;
        work()
          .catch(onError)
          .finally(() => {
            running = false;
          });
      }, seconds * 1000);
      timers.add(timer);
    },
    stop() {
      for (const timer of timers) clearInterval(timer);
      timers.clear();
    },
  };
}
