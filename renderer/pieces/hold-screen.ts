import { create } from 'zustand';

interface Held {
  /** Address of the screen that is held; undefined: nothing is lost with what is shown. */
  readonly address: string | undefined;
  /** What would take it away, and waits for the answer. */
  readonly leaving: (() => void) | undefined;
}
const free: Held = { address: undefined, leaving: undefined };

/** The screen that shows what is nowhere else, and the question before it goes. */
export const useHeld = create<Held>(() => free);

/** The address that the console goes by: while a screen is held, its own. */
export function readAddress(): string {
  return useHeld.getState().address ?? window.location.hash;
}

/** Does what takes the screen away, or what it shows; asks first while it is held. */
export function leaveScreen(go: () => void): void {
  if (useHeld.getState().address === undefined) go();
  else useHeld.setState({ leaving: go });
}

/** The answer is to stay. */
export function stayOnScreen(): void {
  useHeld.setState({ leaving: undefined });
}

/**
 * The answer is to go, and what waited for it is done.
 * @param leaving what waited, where that may be forgotten meanwhile
 */
export function letScreenGo(leaving = useHeld.getState().leaving): void {
  useHeld.setState(free);
  leaving?.();
}

/**
 * Holds the screen that is shown. Whatever leads to another address, be it a link, a key, a menu or the way back, waits
 * for an answer meanwhile.
 * @returns the function that ends it
 */
export function holdScreen(): () => void {
  const { hash: here, pathname, search } = window.location;
  const ask = (): void => {
    const { hash: wanted } = window.location;
    if (wanted === here || useHeld.getState().address === undefined) return;
    window.history.replaceState(null, '', here === '' ? pathname + search : here);
    leaveScreen(() => {
      window.location.hash = wanted;
    });
  };
  useHeld.setState({ address: here, leaving: undefined });
  window.addEventListener('hashchange', ask);
  return () => {
    window.removeEventListener('hashchange', ask);
    useHeld.setState(free);
  };
}
