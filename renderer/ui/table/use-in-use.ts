import { useCallback, useState, type FocusEvent, type UIEvent } from 'react';

/**
 * Whether somebody is at the rows: points at one, has the keyboard in one, or has scrolled to some. Then none of
 * them may move.
 */
export function useInUse() {
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const [scrolled, setScrolled] = useState(false);
  const onScroll = useCallback(
    (event: UIEvent<HTMLElement>) => setScrolled(event.currentTarget.scrollTop > 0),
    [],
  );
  const onBlur = useCallback(({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
    // A row that is taken away while it has the keyboard leaves without a word of where the keyboard goes: it goes on
    // to another row.
    if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) setFocused(false);
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
