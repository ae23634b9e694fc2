const ask = (event: BeforeUnloadEvent): void => event.preventDefault();

/** While something typed would be lost, the browser asks before it leaves or closes the page, in words of its own. */
export function keepFromLeaving(unsaved: boolean): Promise<void> {
  // Only while it is needed: a page that has one is never kept by the browser for going back.
  if (unsaved) window.addEventListener('beforeunload', ask);
  else window.removeEventListener('beforeunload', ask);
  return Promise.resolve();
}
