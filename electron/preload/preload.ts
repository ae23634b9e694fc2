import { contextBridge, ipcRenderer } from 'electron';
import type { ConsoleCommand } from '../../shared/contract/console-command.ts';
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
  startOnPorts: call('startOnPorts'),
  checkPort: call('checkPort'),
  stopAuthority: call('stopAuthority'),
  openPortal: call('openPortal'),
  copyText: call('copyText'),
  saveFile: call('saveFile'),
  choosePath: call('choosePath'),
  getAutostart: call('getAutostart'),
  setAutostart: call('setAutostart'),
  getServiceSetup: call('getServiceSetup'),
  handOverToService: call('handOverToService'),
  getDesktopOptions: call('getDesktopOptions'),
  setDesktopOptions: call('setDesktopOptions'),
  doInWindow: call('doInWindow'),
  tellLanguage: call('tellLanguage'),
  tellUnsaved: call('tellUnsaved'),
  onState: (listener) => listen<ShellState>('shell.state', listener),
  onCommand(listener) {
    const end = listen<ConsoleCommand>('shell.command', listener);
    ipcRenderer.send('shell.takesCommands', true);
    return () => {
      ipcRenderer.send('shell.takesCommands', false);
      end();
    };
  },
};

/** @returns the function that ends it */
function listen<Message>(channel: string, listener: (message: Message) => void): () => void {
  const forward = (_event: unknown, message: Message) => listener(message);
  ipcRenderer.on(channel, forward);
  return () => ipcRenderer.off(channel, forward);
}

contextBridge.exposeInMainWorld('rollcallShell', shell);

ipcRenderer.on('authority-port', (event) => {
  window.postMessage('authority-port', window.location.origin, event.ports);
});
