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

/** Goes to another address of the console, such as `#/users`. */
export function leaveFor(link: string): void {
  leaveScreen(() => {
    window.location.hash = link;
  });
}

/**
 * Holds the screen that is shown. Whatever leads to another address, be it a link, a key, a menu or the way back, waits
 * for an answer meanwhile.
 * @returns the function that ends it
 */
export function holdScreen(): () => void {
  const { hash: here, pathname, search } = window.location;
  /** Before the window goes there: else each answer to stay would be one more step on the way back. */
  const follow = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const isOther = link?.getAttribute('href')?.startsWith('#/') === true && link.hash !== here;
    if (!isOther || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    leaveFor(link.hash);
  };
  const ask = (): void => {
    const { hash: wanted } = window.location;
    if (wanted === here || useHeld.getState().address === undefined) return;
    window.history.replaceState(null, '', here === '' ? pathname + search : here);
    leaveFor(wanted);
  };
  useHeld.setState({ address: here, leaving: undefined });
  window.addEventListener('hashchange', ask);
  document.addEventListener('click', follow, true);
  return () => {
    document.removeEventListener('click', follow, true);
    window.removeEventListener('hashchange', ask);
    useHeld.setState(free);
  };
}
