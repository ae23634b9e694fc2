import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useMemo, useState } from 'react';
import { useFocusOfGoneRow } from './use-focus-of-gone-row.ts';
import { useKeepPlace, useLeftPlace } from './use-kept-place.ts';
import { useStayAtFoot } from './use-stay-at-foot.ts';

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

/**
 * Which rows are in view, and which of them has the keyboard.
 *
 * @param name of a list, which comes back to where it was left
 */
export function useTableRows(ids: readonly string[], scroller: HTMLElement | null, name: string | undefined) {
  const left = useLeftPlace(name);
  const [focusId, setFocusId] = useState(() => ids.find((id) => id === left?.focusId));
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
    ...(left !== undefined && {
      initialOffset: left.offset,
      initialRect: { width: 0, height: left.height },
      initialMeasurementsCache: left.measured,
    }),
    scrollPaddingEnd: footHeight,
  });
  useKeepPlace(name, virtualizer, focusId);
  useStayAtFoot(scroller, ids.length, virtualizer.getTotalSize());
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
    focusId,
    setFocusId,
    focusIndex,
    countRowsInView: () => Math.max(1, Math.floor((scroller?.clientHeight ?? 0) / rowHeight) - 2),
  };
}
