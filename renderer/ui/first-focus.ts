/** What opens above the screen and takes the keyboard. */
const layers = '[role="dialog"][aria-modal="true"], [role="menu"]';
/** What a layer gives the keyboard to. */
const first = 'data-autofocus';

/**
 * The focus trap of a layer gives it the keyboard twice, on a slow PC half a second apart. Who pressed a key in between
 * has gone on, and is not called back: the second time it goes to where it is.
 * @returns the function that ends it
 */
export function keepFirstFocus(): () => void {
  const follow = ({ target }: FocusEvent): void => {
    const layer = target instanceof Element ? target.closest(layers) : null;
    if (!(target instanceof Element) || layer === null) return;
    for (const marked of layer.querySelectorAll(`[${first}]`)) marked.removeAttribute(first);
    target.setAttribute(first, '');
  };
  document.addEventListener('focusin', follow);
  return () => document.removeEventListener('focusin', follow);
}
