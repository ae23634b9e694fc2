const focusables =
  'a[href], button:not(:disabled), input:not(:disabled, [type="hidden"]), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

function isShown(element: HTMLElement): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

/** The element itself when it takes the keyboard, else the first one in it that does. */
export function findFocusable(element: Element | null): HTMLElement | undefined {
  if (!(element instanceof HTMLElement)) return undefined;
  if (element.matches(focusables) && isShown(element)) return element;
  return [...element.querySelectorAll<HTMLElement>(focusables)].find(isShown);
}

/** @returns whether there was something to focus */
export function focusFirstIn(element: Element | null): boolean {
  const found = findFocusable(element);
  found?.focus({ preventScroll: true });
  return found !== undefined;
}

/** Where a screen begins, for the keyboard and for whoever listens. */
export function focusTitle(): void {
  const title = document.querySelector<HTMLElement>('main h1') ?? document.querySelector('main');
  title?.focus({ preventScroll: true });
}
