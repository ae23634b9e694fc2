import { useCallback, useEffect, useState, type FocusEvent, type UIEvent } from 'react';

/**
 * Whether somebody is at the rows: points at one, has the keyboard in one or in a dialog that was opened from it, or
 * has scrolled to some. Then none of them may move.
 */
export function useInUse() {
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const [scrolled, setScrolled] = useState(false);

  useEffect(() => {
    if (!focused) return undefined;
    const leave = ({ target }: Event): void => {
      if (target instanceof Element && target.closest('tr[data-id], [role="dialog"]') === null)
        setFocused(false);
    };
    document.addEventListener('focusin', leave);
    return () => document.removeEventListener('focusin', leave);
  }, [focused]);

  const onScroll = useCallback(
    (event: UIEvent<HTMLElement>) => setScrolled(event.currentTarget.scrollTop > 0),
    [],
  );
  const onBlur = useCallback(({ target, relatedTarget }: FocusEvent<HTMLElement>) => {
    if (relatedTarget !== null) return;
    // To nowhere. A row that was taken away says the same, but from it the keyboard goes on to another one.
    requestAnimationFrame(() => {
      if (target.isConnected && document.activeElement === document.body) setFocused(false);
    });
  }, []);
  return {
    inUse: hovered || focused || scrolled,
    onScroll,
    rowEvents: {
      onMouseEnter: useCallback(() => setHovered(true), []),
      onMouseLeave: useCallback(() => setHovered(false), []),
      onFocus: useCallback(() => setFocused(true), []),
      onBlur,
    },
  };
}
