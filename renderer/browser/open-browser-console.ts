import type { RollcallShell, ShellState } from '../../shared/contract/shell.ts';
import { followSocket } from './follow-socket.ts';
import { comeBack, forgetPlace, goToSignIn } from './go-to-sign-in.ts';
import { keepFromLeaving } from './keep-from-leaving.ts';
import { shareLanguage } from './share-language.ts';

/** Long enough for any browser to have begun the download. */
const keepFileMs = 60_000;

/**
 * The console outside the window of the app: what the preload exposes there is made here, from what browsers have. What
 * only the computer itself can do is refused, and the state says so.
 */
export function openBrowserConsole(): void {
  let state: ShellState = { authority: { phase: 'ready', restarts: 0 }, dataDir: '' };
  const listeners = new Set<(state: ShellState) => void>();
  const record = (part: Partial<ShellState>): void => {
    state = { ...state, ...part };
    for (const listener of listeners) listener(state);
  };
  let connectAgain = (): void => undefined;
  const elsewhere = (): Promise<never> => Promise.reject(new Error('only on the computer itself'));

  const shell: RollcallShell = {
    getState: () => Promise.resolve(state),
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    restartAuthority: elsewhere,
    startOnPorts: elsewhere,
    checkPort: elsewhere,
    stopAuthority: elsewhere,
    choosePath: elsewhere,
    getAutostart: () => Promise.resolve({ supported: false, on: false }),
    setAutostart: elsewhere,
    getServiceSetup: () => Promise.resolve(undefined),
    handOverToService: elsewhere,
    getDesktopOptions: elsewhere,
    setDesktopOptions: elsewhere,
    onCommand: () => () => undefined,
    doInWindow(act) {
      if (act !== 'print') return elsewhere();
      window.print();
      return Promise.resolve();
    },
    // Of the window's own menus; there are none.
    tellLanguage: () => Promise.resolve(),
    tellUnsaved: keepFromLeaving,
    openPortal(url) {
      window.open(url, '_blank', 'noopener,noreferrer');
      return Promise.resolve();
    },
    copyText: (text) => navigator.clipboard.writeText(text),
    saveFile({ name, content }) {
      const url = URL.createObjectURL(new Blob([content], { type: 'application/octet-stream' }));
      const link = document.createElement('a');
      link.href = url;
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), keepFileMs);
      // Where to is between the browser and the admin.
      return Promise.resolve(name);
    },
    async signOut() {
      forgetPlace();
      await fetch('/sign-out', { method: 'POST', redirect: 'manual' });
      goToSignIn();
    },
    connectAgain: () => connectAgain(),
  };
  Object.assign(window, { rollcallShell: shell });
  shareLanguage();
  comeBack();
  connectAgain = followSocket({
    session: ({ userName, id }) => record({ signedInAs: userName, consoleSessionId: id }),
    door: (door) => record({ door }),
  });
}
