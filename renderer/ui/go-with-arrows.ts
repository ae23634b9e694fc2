import type { KeyboardEvent } from 'react';

/** Arrows, Home and End go along the links or buttons of a list; Tab still goes through them one by one. */
export function goWithArrows(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('a[href], button:not(:disabled)')];
  const here = stops.findIndex((stop) => stop === document.activeElement);
  if (here < 0) return;
  const target = {
    ArrowDown: (here + 1) % stops.length,
    ArrowUp: (here - 1 + stops.length) % stops.length,
    Home: 0,
    End: stops.length - 1,
  }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  stops[target]?.focus();
}
