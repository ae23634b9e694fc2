import { undoLatest } from '../ui/toasts/toast-store.ts';
import { findFocusable, focusFirstIn } from './focusable.ts';
import { matchesKeys } from './match-shortcut.ts';
import { isTyping } from './is-typing.ts';

/** Where the keyboard was in each dialog when it went to the notices. */
const lastIn = new WeakMap<Element, HTMLElement>();

/**
 * While a dialog or a drawer is open, the notices above it are all else that there is: undo works, F6 goes between the
 * two, and Tab from the notices leads nowhere but back.
 * @returns whether the key meant something here
 */
export function actAboveDialog(event: KeyboardEvent): boolean {
  if (matchesKeys(event, 'CmdOrCtrl+Z') && !isTyping(event.target)) return undoLatest();
  const notices = document.querySelector<HTMLElement>('[data-region="notices"]');
  if (notices === null || !(event.target instanceof HTMLElement)) return false;
  const isThere = notices.contains(event.target);
  if (matchesKeys(event, 'F6') || matchesKeys(event, 'Shift+F6')) {
    if (isThere) return focusDialog();
    const dialog = findDialog();
    if (dialog?.contains(event.target)) lastIn.set(dialog, event.target);
    return focusFirstIn(notices);
  }
  if (!isThere || event.key !== 'Tab') return false;
  const buttons = [...notices.querySelectorAll('button')];
  if (event.target !== (event.shiftKey ? buttons[0] : buttons.at(-1))) return false;
  return focusDialog();
}

/** Puts the keyboard into the dialog on top, to where it was. @returns whether one is open */
export function focusDialog(): boolean {
  const dialog = findDialog();
  if (dialog === undefined) return false;
  const last = lastIn.get(dialog);
  if (last !== undefined && dialog.contains(last)) last.focus();
  if (!dialog.contains(document.activeElement)) (findFocusable(dialog) ?? dialog).focus();
  return dialog.contains(document.activeElement);
}

/** The one that was opened last. */
function findDialog(): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>('[role="dialog"][aria-modal="true"]')].at(-1);
}
