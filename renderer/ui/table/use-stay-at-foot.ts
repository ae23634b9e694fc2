import { useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Whoever has scrolled to the foot of a list stays there while rows turn out higher than they were taken for: what stands
 * below them would go away under the pointer. Rows that are added leave the place as it is.
 *
 * @param count of the rows
 * @param height of all of them, as far as it is known
 */
export function useStayAtFoot(scroller: HTMLElement | null, count: number, height: number): void {
  const isAtFoot = useRef(false);
  const countBefore = useRef(count);
  useEffect(() => {
    if (scroller === null) return undefined;
    const note = (): void => {
      const { scrollTop, clientHeight, scrollHeight } = scroller;
      isAtFoot.current = scrollTop > 0 && scrollTop + clientHeight >= scrollHeight - 1;
    };
    // Before the rows of the new place are drawn.
    scroller.addEventListener('scroll', note, { capture: true, passive: true });
    return () => scroller.removeEventListener('scroll', note, { capture: true });
  }, [scroller]);
  useLayoutEffect(() => {
    if (countBefore.current !== count) isAtFoot.current = false;
    countBefore.current = count;
    if (isAtFoot.current) scroller?.scrollTo({ top: scroller.scrollHeight, behavior: 'instant' });
  }, [scroller, count, height]);
}
