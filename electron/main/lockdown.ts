import { app, type Session, type WebContents, type WebPreferences } from 'electron';
import { isConsoleUrl } from './app-scheme.ts';

/** Written out, defaults included: a default can change with a version of Electron. */
export const LOCKED_WEB_PREFERENCES = {
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  // Electron would fetch dictionaries from the internet.
  spellcheck: false,
} as const satisfies WebPreferences;

/** Before Electron's `ready`: every page there will ever be is sandboxed and stays where it is. */
export function lockDownApp(): void {
  // It would take the switch away that running as root needs; the windows' own option stays on in any case.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => lockDownContents(contents));
}

/** Nothing but the console's own files is ever asked for, and nothing of the PC is given. */
export function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((request, answer) => answer({ cancel: !isLoadable(request.url) }));
  session.protocol.handle('file', () => new Response(null, { status: 403 }));
  session.on('will-download', (event) => event.preventDefault());
}

function lockDownContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

function isLoadable(url: string): boolean {
  if (isConsoleUrl(url)) return true;
  return !app.isPackaged && url.startsWith('devtools://');
}
