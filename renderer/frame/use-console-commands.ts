import { flushSync } from 'react-dom';
import type { ConsoleCommand, WindowAct } from '../../shared/contract/console-command.ts';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { useEndSessions } from '../pieces/use-end-sessions.ts';
import { usePause } from '../pieces/use-pause.ts';
import type { BoxEntry } from './box/box-entry.ts';
import { rememberRecent } from './box/recent-entries.ts';
import { goTo } from './go-to.ts';
import { runCommand } from './run-command.ts';
import { useFrameKeys } from './use-frame-keys.ts';

/** After the box is gone: it would be printed, too. */
async function doInWindow(act: WindowAct): Promise<void> {
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  const { mirror, shell } = useAuthorityStore.getState();
  const origin = mirror?.status.origin;
  // A browser has this one by another way.
  if (act === 'openPortal' && shell?.signedInAs !== undefined && origin !== undefined)
    await window.rollcallShell.openPortal(origin);
  else await window.rollcallShell.doInWindow(act);
}

/** What keys, menus and the command box ask of the console, and what came of it. */
export function useConsoleCommands() {
  const pausing = usePause();
  const ends = useEndSessions();
  const run = (command: ConsoleCommand): void => runCommand(command, pausing);
  useFrameKeys(run);
  const choose = ({ id, target }: BoxEntry): void => {
    rememberRecent(id);
    // The box is gone before anything else opens: two dialogs would both want the keyboard.
    flushSync(() => undefined);
    if (target.type === 'place') goTo(target.link, target.place, target.press);
    else if (target.type === 'window') void doInWindow(target.act);
    else run(target);
  };
  return {
    choose,
    endSessions: ends.endSessions,
    announcement: ends.announcement,
    failure: pausing.failure ?? ends.failure,
  };
}
