import { contextBridge, ipcRenderer } from 'electron';
import type {
  RollcallShell,
  ShellCallName,
  ShellInput,
  ShellOutput,
  ShellState,
} from '../../shared/contract/shell.ts';

function call<Name extends ShellCallName>(name: Name) {
  return (...input: ShellInput<Name>): Promise<ShellOutput<Name>> =>
    ipcRenderer.invoke(`shell.${name}`, ...input);
}

// Written out name by name: the contract's schemas stay out of this file, its type keeps the list complete.
const shell: RollcallShell = {
  getState: call('getState'),
  restartAuthority: call('restartAuthority'),
  stopAuthority: call('stopAuthority'),
  openPortal: call('openPortal'),
  copyText: call('copyText'),
  saveFile: call('saveFile'),
  getAutostart: call('getAutostart'),
  setAutostart: call('setAutostart'),
  tellLanguage: call('tellLanguage'),
  onState(listener) {
    const forward = (_event: unknown, state: ShellState) => listener(state);
    ipcRenderer.on('shell.state', forward);
    return () => ipcRenderer.off('shell.state', forward);
  },
};

contextBridge.exposeInMainWorld('rollcallShell', shell);

ipcRenderer.on('authority-port', (event) => {
  window.postMessage('authority-port', window.location.origin, event.ports);
});
