import type { VirtualItem, Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** Where a list was left. */
interface Place {
  /** CSS pixels. */
  readonly offset: number;
  readonly height: number;
  /** Rows are as high as they were: the offset means the same ones again. */
  readonly measured: VirtualItem[];
  /** The row that had the keyboard last. */
  readonly focusId: string | undefined;
}

/** By the name of the list; as long as the window. */
const places = new Map<string, Place>();

/** Where the list of this name was left, as it was when this one was drawn first. */
export function useLeftPlace(name: string | undefined): Place | undefined {
  const [place] = useState(() => (name === undefined ? undefined : places.get(name)));
  return place;
}

/** Remembers the place when the list goes. */
export function useKeepPlace(
  name: string | undefined,
  virtualizer: Virtualizer<HTMLElement, Element>,
  focusId: string | undefined,
): void {
  const latest = useRef(focusId);
  useEffect(() => {
    latest.current = focusId;
  });
  useLayoutEffect(() => {
    if (name === undefined) return undefined;
    return () => {
      places.set(name, {
        offset: virtualizer.scrollOffset ?? 0,
        height: virtualizer.scrollRect?.height ?? 0,
        measured: virtualizer.takeSnapshot(),
        focusId: latest.current,
      });
    };
  }, [name, virtualizer]);
}

/**
 * Back on the list the keyboard is at the row it was at, unless it is in use elsewhere, such as on the navigation. Before
 * the screen takes it to its title: that only happens while it is nowhere.
 */
export function useFocusOfLeftRow(body: RefObject<HTMLElement | null>, focusId: string | undefined): void {
  const [leftId] = useState(focusId);
  useEffect(() => {
    if (leftId === undefined || document.activeElement !== document.body) return;
    body.current
      ?.querySelector<HTMLElement>(`tr[data-id="${CSS.escape(leftId)}"]`)
      ?.focus({ preventScroll: true });
  }, [body, leftId]);
}
