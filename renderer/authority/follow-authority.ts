import { getAuthorityNow, useAuthorityStore } from './authority-store.ts';
import { createAuthorityClient, type AuthorityClient, type AuthorityPort } from './authority-client.ts';
import { createMirrorWriter } from './mirror-writer.ts';

/** Between two tries to open the stream on a port that is still there. */
const reopenDelayMs = 500;

let current: AbortController | undefined;

/** Takes each port the preload hands on. */
export function followAuthority(): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const port = event.ports[0];
    if (event.source !== window || event.data !== 'authority-port' || port === undefined) return;
    followPort(port);
  });
}

/**
 * Keeps the store equal to what the authority says on the newest port. A new port means that the authority, or this
 * page, was started again, or that the connection was.
 */
export function followPort(port: AuthorityPort): void {
  current?.abort();
  current = new AbortController();
  const controller = current;
  port.addEventListener('close', () => {
    if (current === controller) recordLoss();
    controller.abort();
  });
  void mirrorPort(createAuthorityClient(port), controller.signal);
}

/** The authority is gone; what was seen stays on the screen, marked with its time. */
export function recordLoss(): void {
  const { connection } = useAuthorityStore.getState();
  if (connection !== 'live') return;
  useAuthorityStore.setState({ connection: 'lost', lostAt: getAuthorityNow(), client: undefined });
}

async function mirrorPort(client: AuthorityClient, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const writer = createMirrorWriter(client);
    try {
      for await (const event of await client.changes(undefined, { signal })) {
        if (signal.aborted) return;
        if (!writer.take(event)) break;
      }
    } catch (error) {
      if (signal.aborted) return;
      console.warn('The stream of changes broke off and is opened again.', error);
      recordLoss();
    }
    await new Promise((resolve) => {
      setTimeout(resolve, reopenDelayMs);
    });
  }
}
