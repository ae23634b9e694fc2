import { useEffect, useRef } from 'react';

/** Longer than a dialog takes to close and to give the focus back. */
const focusPatienceMs = 1000;

/** When the row that has the keyboard goes, the keyboard goes to the row that takes its place. */
export function useFocusOfGoneRow(
  focusId: string | undefined,
  ids: readonly string[],
  focusIndex: (index: number) => void,
): void {
  const lastIndex = useRef(0);
  const focusIndexRef = useRef(focusIndex);
  useEffect(() => {
    focusIndexRef.current = focusIndex;
  });
  useEffect(() => {
    if (focusId === undefined) return undefined;
    const index = ids.indexOf(focusId);
    if (index >= 0) {
      lastIndex.current = index;
      return undefined;
    }
    const giveUpAt = performance.now() + focusPatienceMs;
    let frame = 0;
    const tryFocus = (): void => {
      if (document.activeElement === document.body) focusIndexRef.current(lastIndex.current);
      else if (performance.now() < giveUpAt) frame = requestAnimationFrame(tryFocus);
    };
    frame = requestAnimationFrame(tryFocus);
    return () => cancelAnimationFrame(frame);
  }, [focusId, ids]);
}
