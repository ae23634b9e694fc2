import { create } from 'zustand';

export interface Toast {
  readonly id: number;
  readonly text: string;
  /** Takes back what was done; gives the sentence that is shown instead. */
  readonly undo: (() => Promise<string>) | undefined;
}

/** More than that nobody reads; the oldest goes. */
const shownMax = 3;
let lastId = 0;

/** What was just done, to be read and taken back. Never the only place where it is said. */
export const useToasts = create<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }));

export function showToast(text: string, undo?: () => Promise<string>): void {
  lastId += 1;
  const toast: Toast = { id: lastId, text, undo };
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, toast].slice(-shownMax) }));
}

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

/** What came of it is said in its place. */
export function undoToast({ id, undo }: Toast): void {
  if (undo === undefined) return;
  dismissToast(id);
  void undo().then((text) => showToast(text));
}

/** @returns whether there was something to take back */
export function undoLatest(): boolean {
  const latest = useToasts.getState().toasts.findLast(({ undo }) => undo !== undefined);
  if (latest !== undefined) undoToast(latest);
  return latest !== undefined;
}
