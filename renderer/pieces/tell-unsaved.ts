import { followUnsaved, hasUnsaved } from './use-draft.ts';

/** Keeps the window, or the browser, told whether something typed would be lost with this page. */
export function tellUnsaved(): void {
  let told = false;
  followUnsaved(() => {
    const unsaved = hasUnsaved();
    if (unsaved === told) return;
    told = unsaved;
    void window.rollcallShell.tellUnsaved(unsaved);
  });
}
