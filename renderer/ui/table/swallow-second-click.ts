/** Longer than the second half of a double click takes, where the system does not say that it is one. */
const patienceMs = 500;
/** Pixels a hand moves between the two. */
const tolerance = 6;

/**
 * A click has just opened something that may now lie under the pointer. Whoever clicks twice, as in a file manager,
 * means the row: the second click must not press what has come there, nor close it.
 */
export function swallowSecondClick(first: MouseEvent): void {
  const onClick = (event: MouseEvent): void => {
    const isSecond =
      event.detail > 1 ||
      (event.timeStamp - first.timeStamp < patienceMs &&
        Math.abs(event.clientX - first.clientX) <= tolerance &&
        Math.abs(event.clientY - first.clientY) <= tolerance);
    if (!isSecond) return document.removeEventListener('click', onClick, true);
    event.stopPropagation();
    event.preventDefault();
  };
  // Not for the first one itself, which is still on its way.
  queueMicrotask(() => document.addEventListener('click', onClick, true));
}
