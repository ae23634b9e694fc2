import { create } from 'zustand';

/** Open dialogs that hold something that was typed, for whoever is about to go on without them. */
export const useTypedDialogs = create<ReadonlySet<string>>(() => new Set());

export function recordTyped(dialogId: string, isTyped: boolean): void {
  const ids = useTypedDialogs.getState();
  if (ids.has(dialogId) === isTyped) return;
  const next = new Set(ids);
  if (isTyped) next.add(dialogId);
  else next.delete(dialogId);
  useTypedDialogs.setState(next, true);
}
