import { useCallback, useId, useRef } from 'react';
import { recordTyped } from './typed-dialogs.ts';
import { watchTyped } from './watch-typed.ts';

/** Whether what is inside holds something that was typed, for a dialog that is about to close. */
export function useTyped(matters: boolean) {
  const id = useId();
  const watched = useRef<ReturnType<typeof watchTyped>>(undefined);
  const content = useRef<HTMLElement>(undefined);
  /** To be given the content each time it appears. */
  const watch = useCallback(
    (element: HTMLElement | null) => {
      if (element === null) return undefined;
      const watching = watchTyped(element, () => recordTyped(id, matters && watching.isTyped()));
      watched.current = watching;
      content.current = element;
      return () => {
        watching.end();
        watched.current = undefined;
        recordTyped(id, false);
      };
    },
    [id, matters],
  );
  return { watch, content, isTyped: (): boolean => matters && watched.current?.isTyped() === true };
}
