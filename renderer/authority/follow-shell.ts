import type { RollcallShell, ShellState } from '../../shared/contract/shell.ts';
import { useAuthorityStore } from './authority-store.ts';
import { recordLoss } from './follow-authority.ts';

declare global {
  interface Window {
    /** Exposed by the preload; in a browser made by the console itself before anything asks for it. */
    readonly rollcallShell: RollcallShell;
  }
}

/** Keeps what the window's own process knows of the authority: whether it runs, and if not, why. */
export function followShell(): void {
  const record = (shell: ShellState): void => {
    useAuthorityStore.setState({ shell });
    if (shell.authority.phase !== 'ready' || shell.door !== undefined) recordLoss();
  };
  window.rollcallShell.onState(record);
  void window.rollcallShell.getState().then(record);
}
