import { useAuthorityStore } from './authority-store.ts';
import type { Mirror } from './mirror.ts';

/**
 * A part of the mirror. Only for what is drawn once the mirror exists, which the root of the screens takes care of.
 * The selector must give the same object for the same mirror.
 */
export function useMirror<Part>(select: (mirror: Mirror) => Part): Part {
  return useAuthorityStore(({ mirror }) => {
    if (mirror === undefined) throw new Error('A screen was drawn before the first snapshot.');
    return select(mirror);
  });
}
