import { useEffect, useRef } from 'react';
import { focusTitle } from './focusable.ts';

/**
 * On another screen the keyboard is at its title. Where it is in use on what stayed, such as on a tab that is part of
 * the address, it stays too.
 */
export function useFocusOfScreen(address: string): void {
  const before = useRef(address);
  useEffect(() => {
    if (before.current === address) return;
    before.current = address;
    const { activeElement } = document;
    const isInUse = activeElement?.closest('main, [role="dialog"], [role="menu"]') ?? null;
    if (isInUse === null || activeElement?.matches('main') === true) focusTitle();
  }, [address]);
}
