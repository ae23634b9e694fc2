import { useEffect, useRef } from 'react';
import type { ConsoleCommand } from '../../shared/contract/console-command.ts';
import { undoLatest } from '../ui/toasts/toast-store.ts';
import { actAboveDialog } from './above-dialog.ts';
import { isDialogOpen } from './frame-store.ts';
import { keepFocus } from './keep-focus.ts';
import { findShortcut, matchesKeys } from './match-shortcut.ts';
import { isTyping } from './is-typing.ts';
import { goAroundRegions, rememberRegion } from './regions.ts';

/** Taking typing back and putting it there again. */
const undoKeys = ['CmdOrCtrl+Z', 'CmdOrCtrl+Shift+Z', 'CmdOrCtrl+Y'];

/** The keys that work on every screen, what the menus of the window ask for, and a keyboard that is never nowhere. */
export function useFrameKeys(run: (command: ConsoleCommand) => void): void {
  const runRef = useRef(run);
  useEffect(() => {
    runRef.current = run;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      // Chromium would take the last typing back, in whatever field of the page that was: out of sight, in silence.
      if (!isTyping(event.target) && undoKeys.some((keys) => matchesKeys(event, keys)))
        event.preventDefault();
      const isHeard = isDialogOpen() ? actAboveDialog(event) : act(event, runRef.current);
      if (isHeard) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('focusin', rememberRegion);
    const endCommands = window.rollcallShell.onCommand((command) => runRef.current(command));
    const endKeeping = keepFocus();
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('focusin', rememberRegion);
      endCommands();
      endKeeping();
    };
  }, []);
}

/** @returns whether the key meant something here */
function act(event: KeyboardEvent, run: (command: ConsoleCommand) => void): boolean {
  if (matchesKeys(event, 'F6') || matchesKeys(event, 'Shift+F6')) {
    goAroundRegions(event.shiftKey ? -1 : 1);
    return true;
  }
  if (matchesKeys(event, 'CmdOrCtrl+Z') && !isTyping(event.target)) return undoLatest();
  const command = findShortcut(event)?.command;
  if (command === undefined) return false;
  run(command);
  return true;
}
