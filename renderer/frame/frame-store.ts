import { create } from 'zustand';

/** What is open above the screens: one thing at a time. */
export type FrameDialog = 'commandBox' | 'shortcuts' | 'addUser' | 'shareAddress' | 'endEveryone';

interface FrameState {
  readonly opened: FrameDialog | undefined;
  /** What had the keyboard when it opened. */
  readonly opener: Element | null;
}

export const useFrameStore = create<FrameState>(() => ({ opened: undefined, opener: null }));

export function openInFrame(opened: FrameDialog): void {
  useFrameStore.setState({ opened, opener: document.activeElement });
}

export function closeInFrame(): void {
  useFrameStore.setState({ opened: undefined });
}

/** While something asks for an answer, no key or menu leads away from it. */
export function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"]') !== null;
}
