import { errorCatalogue } from '../../../shared/errors.ts';
import { openAuthority, type Authority, type OpenedAuthority } from '../authority.ts';
import { checkPort } from '../base/net/check-port.ts';
import { attachToService, type Attachment } from './attach-to-service.ts';
import { createAlarmTeller } from './alarm-teller.ts';
import { describeFacts, listFacts } from './describe-facts.ts';
import { decodeServeArguments } from './serve-arguments.ts';

/** The authority as a utility process of the desktop app: the parent is Electron's main process. */

interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: unknown[] }) => void): void;
  postMessage(message: unknown): void;
}

const parent = (process as unknown as { parentPort: ParentPort }).parentPort;
let authority: Authority | undefined;
/** In its place, where a service has the data directory. */
let attachment: Attachment | undefined;
const waitingPorts: unknown[] = [];
const tellAlarms = createAlarmTeller((message) => parent.postMessage(message));

parent.on('message', ({ data, ports }) => {
  const type = typeof data === 'object' && data !== null && 'type' in data ? data.type : undefined;
  if (type === 'console-port') {
    const [port] = ports;
    if (!port) return;
    const serving = authority ?? attachment;
    if (serving) serving.serveConsole(port);
    else waitingPorts.push(port);
  } else if (type === 'check-port') {
    const { port } = data as { port: number };
    void checkPort(port).then((state) => parent.postMessage({ type: 'port-checked', port, ...state }));
  } else if (type === 'stop') {
    attachment?.close();
    void (authority?.close() ?? Promise.resolve()).then(() => process.exit(0));
  }
});

// A terminal's Ctrl+C and a service manager's stop reach the whole process group; the order to stop is the app's to give.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});

async function run(): Promise<void> {
  process.umask(0o077);
  const options = decodeServeArguments(process.argv.slice(2));
  const opened = await openAuthority({
    ...options,
    holder: `the Rollcall app (pid ${String(process.pid)})`,
    onRestart: () => void reopen(),
    onStatus: tellAlarms,
  });
  if (!opened.ok && opened.code === 'data_dir_locked') {
    attachment = await attachToService(options.dataDir, (message) => parent.postMessage(message));
    if (attachment) {
      for (const port of waitingPorts.splice(0)) attachment.serveConsole(port);
      return;
    }
  }
  tell(opened);
}

/** In this process: the app hears that it is ready once more, and hands over a new port of the console. */
async function reopen(): Promise<void> {
  const closing = authority;
  authority = undefined;
  if (closing) tell(await closing.reopen());
}

function tell(opened: OpenedAuthority): void {
  if (!opened.ok) {
    parent.postMessage({
      type: 'failed',
      code: opened.code,
      message: errorCatalogue[opened.code].sentence,
      ...('ports' in opened ? { ports: opened.ports } : {}),
      ...(opened.data ? { fix: describeFacts(opened.data), facts: listFacts(opened.data) } : {}),
    });
    return;
  }
  authority = opened.authority;
  const { https, http, socket } = authority.addresses();
  parent.postMessage({ type: 'ready', https, http, socket, origins: https, pid: process.pid });
  for (const port of waitingPorts.splice(0)) authority.serveConsole(port);
  // None listens any more when it fails: the authority is being closed.
  authority.control.status.get().then(tellAlarms, () => undefined);
}

void run();
