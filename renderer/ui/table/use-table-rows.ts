import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useFocusOfGoneRow } from './use-focus-of-gone-row.ts';

/** CSS pixels; measured rows correct it. */
const rowHeightEstimate = 45;

/** Which rows are in view, and which of them has the keyboard. */
export function useTableRows(ids: readonly string[]) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const [focusId, setFocusId] = useState<string>();
  // The same function for the same rows: with another one, every height is worked out anew.
  const getItemKey = useCallback((index: number) => ids[index] ?? index, [ids]);
  // Nothing here is memoised by a compiler, which is what the rule warns of.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeightEstimate,
    getItemKey,
    overscan: 12,
  });
  const focusIndex = (index: number): void => {
    const id = ids[Math.max(0, Math.min(index, ids.length - 1))];
    if (id === undefined) return;
    setFocusId(id);
    virtualizer.scrollToIndex(ids.indexOf(id));
    requestAnimationFrame(() => {
      scrollRef.current?.querySelector<HTMLElement>(`tr[data-id="${CSS.escape(id)}"]`)?.focus();
    });
  };
  useFocusOfGoneRow(focusId, ids, focusIndex);
  const tabStopId = useMemo(
    () => (focusId !== undefined && ids.includes(focusId) ? focusId : ids[0]),
    [focusId, ids],
  );
  return {
    scrollRef,
    virtualizer,
    tabStopId,
    setFocusId,
    focusIndex,
    countRowsInView: () =>
      Math.max(1, Math.floor((scrollRef.current?.clientHeight ?? 0) / rowHeightEstimate) - 2),
  };
}

export type TableRowsState = Omit<ReturnType<typeof useTableRows>, 'scrollRef'>;
