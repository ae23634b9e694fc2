import type { ConsoleAct, ConsoleCommand } from '../../shared/contract/console-command.ts';
import { undoLatest } from '../ui/toasts/toast-store.ts';
import { importUsersPart, linkTo } from '../pieces/link-to.ts';
import { isDialogOpen, openInFrame } from './frame-store.ts';
import { goTo } from './go-to.ts';
import { isTyping } from './is-typing.ts';

/** What an act needs of the console around it. */
export interface ActTools {
  /** Undefined: until it is resumed. */
  readonly pause: (minutes: number | undefined) => void;
  readonly resume: () => void;
}

/** Does what a key, a menu or the command box asks for; nothing while a dialog waits for its answer. */
export function runCommand(command: ConsoleCommand, tools: ActTools): void {
  if (command.type === 'undo') return undo();
  if (isDialogOpen()) return;
  switch (command.type) {
    case 'screen':
      return goTo(linkTo(command.screen, command.part));
    case 'act':
      return startAct(command.act, tools);
    default:
      return openInFrame(command.type);
  }
}

/** In a field the last typing, as everywhere; else what the notice says was just done. */
function undo(): void {
  // The one way to a field's own history; nothing has come in its place.
  // oxlint-disable-next-line typescript/no-deprecated
  if (isTyping(document.activeElement)) document.execCommand('undo');
  else undoLatest();
}

function startAct(act: ConsoleAct, { pause, resume }: ActTools): void {
  switch (act) {
    case 'addUser':
    case 'shareAddress':
    case 'endEveryone':
      return openInFrame(act);
    case 'pauseQuarter':
      return pause(15);
    case 'pauseHour':
      return pause(60);
    case 'pauseUntilResumed':
      return pause(undefined);
    case 'resumeSignIns':
      return resume();
    case 'importUsers':
      return goTo(linkTo('users', importUsersPart));
    case 'addApp':
      return goTo(linkTo('apps'), 'add-app', true);
    case 'backUp':
      return goTo(linkTo('backup'), 'create-backup');
    case 'exportAudit':
      return goTo(linkTo('audit'), 'export-audit', true);
  }
}
