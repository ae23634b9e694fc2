import { useEffect, useState } from 'react';
import { getAuthorityNow, useAuthorityStore } from './authority-store.ts';

const tickMs = 15_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for all that shows a relative time. */
function listen(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach((each) => each()), tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Authority time in epoch ms, drawn anew a few times a minute. */
export function useAuthorityNow(): number {
  const [, setTick] = useState(0);
  useAuthorityStore((state) => state.clockOffsetMs);
  useEffect(() => listen(() => setTick((tick) => tick + 1)), []);
  return getAuthorityNow();
}
