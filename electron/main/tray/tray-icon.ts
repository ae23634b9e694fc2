import { Menu, Tray } from 'electron';
import type { AuthorityState } from '../../../shared/contract/shell.ts';
import type { MenuVerbs } from '../menu/menu-verbs.ts';
import { listPauseItems } from '../menu/pause-items.ts';
import { sayHowManyNeedYou } from '../text/count-words.ts';
import { mainText } from '../text/main-text.ts';
import { decideTrayStatus, type TrayStatus } from './decide-tray-status.ts';
import { drawTrayImage } from './draw-tray-image.ts';

interface Shown {
  readonly authority: AuthorityState;
  readonly alarmCount: number;
  readonly signInsPaused: boolean;
  readonly consoleListens: boolean;
}

/**
 * The status among the glyphs of the system, for who wants it there. Whether the desktop shows it nobody can learn:
 * Electron says nothing when there is no host (https://github.com/electron/electron/issues/5872). So nothing is only
 * here, and the window never hides behind it.
 */
export class TrayIcon {
  readonly #verbs: MenuVerbs;
  #tray: Tray | undefined;
  #drawn: TrayStatus | undefined;

  constructor(verbs: MenuVerbs) {
    this.#verbs = verbs;
  }

  /** Makes it say this; takes it away when it is not wanted. */
  show(wanted: boolean, shown: Shown): void {
    if (!wanted) return this.#remove();
    const status = decideTrayStatus(shown.authority, shown.alarmCount);
    const tray = this.#draw(status);
    const sentence = saySentence(status, Math.max(1, shown.alarmCount));
    const words = mainText();
    tray.setToolTip(`${words.menu.app}: ${sentence}`);
    // Made anew: on Linux an entry that changes is not seen.
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: sentence, enabled: false },
        { type: 'separator' },
        { label: words.status.open, click: this.#verbs.openConsole },
        ...listPauseItems({ ...shown, authorityReady: shown.authority.phase === 'ready' }, this.#verbs),
        { type: 'separator' },
        { label: words.menu.quit, click: this.#verbs.quit },
      ]),
    );
  }

  #draw(status: TrayStatus): Tray {
    const tray = (this.#tray ??= this.#open(status));
    if (status !== this.#drawn) tray.setImage(drawTrayImage(status, process.platform));
    this.#drawn = status;
    return tray;
  }

  #open(status: TrayStatus): Tray {
    const tray = new Tray(drawTrayImage(status, process.platform));
    this.#drawn = status;
    // A click opens the menu on macOS.
    if (process.platform !== 'darwin') tray.on('click', this.#verbs.openConsole);
    return tray;
  }

  #remove(): void {
    this.#tray?.destroy();
    this.#tray = undefined;
    this.#drawn = undefined;
  }
}

function saySentence(status: TrayStatus, alarmCount: number): string {
  const words = mainText().status;
  return status === 'needs-you' ? sayHowManyNeedYou(alarmCount) : words[status];
}
