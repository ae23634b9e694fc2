import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useMemo, useState } from 'react';
import { useFocusOfGoneRow } from './use-focus-of-gone-row.ts';

/** CSS pixels; measured rows correct it. */
const rowHeightEstimate = 45;
/**
 * With more rows than this all are of one height, three lines: where each of a hundred thousand stands need then not be
 * worked out anew whenever one turns out higher than it was taken for.
 */
export const uniformFrom = 1000;
/** As the stylesheet has it, in root ems: whoever has larger letters has higher rows. */
const uniformHeightRem = 4.125;
/** CSS pixels at the foot that the details of a row take, when they are on one line. */
const footHeight = 36;

const getPlace = (index: number): number => index;

/** Which rows are in view, and which of them has the keyboard. */
export function useTableRows(ids: readonly string[], scroller: HTMLElement | null) {
  const [focusId, setFocusId] = useState<string>();
  const uniform = ids.length > uniformFrom;
  const [remPx] = useState(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
  const rowHeight = uniform ? uniformHeightRem * remPx : rowHeightEstimate;
  // The same function for the same rows: with another one, every height is worked out anew.
  const getId = useCallback((index: number) => ids[index] ?? index, [ids]);
  // Nothing here is memoised by a compiler, which is what the rule warns of.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    getItemKey: uniform ? getPlace : getId,
    overscan: 12,
    scrollPaddingEnd: footHeight,
  });
  const focusRow = (id: string): boolean => {
    const row = scroller?.querySelector<HTMLElement>(`tr[data-id="${CSS.escape(id)}"]`);
    row?.focus();
    return row instanceof HTMLElement;
  };
  const focusIndex = (index: number): void => {
    const id = ids[Math.max(0, Math.min(index, ids.length - 1))];
    if (id === undefined) return;
    setFocusId(id);
    virtualizer.scrollToIndex(ids.indexOf(id));
    // At once where it is drawn: the next key may come before the next frame.
    if (!focusRow(id)) requestAnimationFrame(() => focusRow(id));
  };
  useFocusOfGoneRow(focusId, ids, focusIndex);
  const tabStopId = useMemo(
    () => (focusId !== undefined && ids.includes(focusId) ? focusId : ids[0]),
    [focusId, ids],
  );
  return {
    uniform,
    virtualizer,
    tabStopId,
    setFocusId,
    focusIndex,
    countRowsInView: () => Math.max(1, Math.floor((scroller?.clientHeight ?? 0) / rowHeight) - 2),
  };
}
