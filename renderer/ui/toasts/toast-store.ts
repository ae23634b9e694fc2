import { create } from 'zustand';

export interface Toast {
  readonly id: number;
  readonly text: string;
  /** Takes back what was done, and says what came of it. */
  readonly undo: (() => Promise<void>) | undefined;
  /** Names of what it is about: of each of them only the latest notice stands. */
  readonly about: readonly string[];
}

/** More than that nobody reads; the oldest goes. */
const shownMax = 3;
let lastId = 0;

/** What was just done, to be read and taken back. Never the only place where it is said. */
export const useToasts = create<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }));

/** @returns its id */
export function showToast(
  text: string,
  { undo, about = [] }: Partial<Pick<Toast, 'undo' | 'about'>> = {},
): number {
  for (const one of about) dismissAbout(one);
  lastId += 1;
  const toast: Toast = { id: lastId, text, undo, about };
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, toast].slice(-shownMax) }));
  return toast.id;
}

/** What was said of it has been overtaken. */
export function dismissAbout(subject: string): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter(({ about }) => !about.includes(subject)) }));
}

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

export function undoToast({ id, undo }: Toast): void {
  if (undo === undefined) return;
  dismissToast(id);
  void undo();
}

/** @returns whether there was something to take back */
export function undoLatest(): boolean {
  const latest = useToasts.getState().toasts.findLast(({ undo }) => undo !== undefined);
  if (latest !== undefined) undoToast(latest);
  return latest !== undefined;
}
