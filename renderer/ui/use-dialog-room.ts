import { useCallback, useState } from 'react';

/**
 * `enough`: all of it is seen. `scrolls`: part of it. `too-little`: so little would be seen between the title and the
 * buttons that they had better scroll with it.
 */
type Room = 'enough' | 'scrolls' | 'too-little';

interface Measured {
  readonly room: Room;
  /** Id of the title of the dialog, when what scrolls must take the keyboard itself. */
  readonly title: string | undefined;
}

/** So much of it, in root ems, is seen at once at least where it scrolls by itself. */
const leastRem = 16;
const focusable =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

/** How much room a dialog has between its title and its buttons for `watch`, followed as any of them changes. */
export function useDialogRoom() {
  const [measured, setMeasured] = useState<Measured>({ room: 'enough', title: undefined });
  /** To be given the element each time it appears. */
  const watch = useCallback((element: HTMLElement | null) => {
    const dialog = element?.closest<HTMLElement>('[role="dialog"]');
    if (!element || !dialog) return undefined;
    const measure = (): void =>
      setMeasured((before) => {
        const now = measureRoom(element, dialog);
        return now.room === before.room && now.title === before.title ? before : now;
      });
    measure();
    const observer = new ResizeObserver(measure);
    for (const one of [dialog, element, ...element.children]) observer.observe(one);
    return () => observer.disconnect();
  }, []);
  return { watch, ...measured };
}

function measureRoom(element: HTMLElement, dialog: HTMLElement): Measured {
  const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const maxPx = Number.parseFloat(getComputedStyle(dialog).maxHeight);
  const roomPx =
    (Number.isNaN(maxPx) ? dialog.clientHeight : maxPx) - (dialog.scrollHeight - element.offsetHeight);
  if (roomPx < Math.min(element.scrollHeight, leastRem * remPx))
    return { room: 'too-little', title: undefined };
  if (element.scrollHeight <= element.clientHeight + 1) return { room: 'enough', title: undefined };
  const takesKeyboard = element.querySelector(focusable) !== null;
  const title = takesKeyboard ? undefined : (dialog.getAttribute('aria-labelledby') ?? undefined);
  return { room: 'scrolls', title };
}
