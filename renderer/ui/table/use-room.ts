import { useLayoutEffect, useState } from 'react';

/**
 * Pixels kept for the frame and the bar for scrolling at the side, there or not: it must not come and go with the
 * columns that make room for it.
 */
const sidesPx = 14;

/** How wide the rows of a table may be, in root ems; undefined before it is on the screen. */
export function useRoom(element: HTMLElement | null): number | undefined {
  const [room, setRoom] = useState<number>();
  // Before it is seen: no column comes only to go.
  useLayoutEffect(() => {
    if (element === null) return undefined;
    const measure = (): void => {
      const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      if (element.offsetWidth > 0) setRoom((element.offsetWidth - sidesPx) / remPx);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return room;
}
