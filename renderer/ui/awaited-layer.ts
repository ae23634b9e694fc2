/** Dialogs and drawers that keep the keyboard to themselves while they are open. */
const modal = '[role="dialog"][aria-modal="true"]';
/** So long what was asked for may take to be drawn; what opens nothing holds the keys no longer. */
const graceFrames = 3;

const entered = new WeakSet<Element>();
let awaited = false;
let following = false;

/** Something was asked for that may open a dialog or a drawer: until that has the keyboard, keys are not for others. */
export function awaitLayer(): void {
  follow();
  awaited = true;
  waitFrames(graceFrames, () => (awaited = false));
}

/**
 * Whether a dialog or a drawer comes or stands above this, and has not got the keyboard yet. One that had it and lost it
 * to this again is closing.
 */
export function isLayerAwaited(element: Element): boolean {
  follow();
  if (awaited) return true;
  return [...document.querySelectorAll(modal)].some((one) => !entered.has(one) && !one.contains(element));
}

function follow(): void {
  if (following) return;
  following = true;
  document.addEventListener('focusin', ({ target }) => {
    awaited = false;
    const layer = target instanceof Element ? target.closest(modal) : null;
    if (layer !== null) entered.add(layer);
  });
}

function waitFrames(count: number, act: () => void): void {
  if (count === 0) act();
  else requestAnimationFrame(() => waitFrames(count - 1, act));
}
