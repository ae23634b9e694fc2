import { consoleActive, consoleClosed } from '../../shared/contract/console-socket.ts';
import { followPort } from '../authority/follow-authority.ts';
import { makeSocketPort } from './socket-port.ts';

const retryMs = 1000;
const retryMaxMs = 10_000;
/** That the admin is there is said at most so often. */
const tellActiveMs = 30_000;

/**
 * Keeps a socket to the authority open and hands each new one to the console, as the preload does with ports.
 * When the session has ended the page goes to the sign-in page, which says why.
 *
 * @param onSession told whose console this is
 */
export function followSocket(onSession: (userName: string) => void): void {
  let waitMs = retryMs;
  let open: WebSocket | undefined;

  const connect = async (): Promise<void> => {
    const session = await askSession();
    if (session === 'ended') return askAgainForSignIn();
    if (session === undefined) return tryAgain();
    onSession(session.userName);
    const socket = new WebSocket(new URL('/control', window.location.href.replace(/^http/, 'ws')));
    socket.addEventListener('open', () => {
      waitMs = retryMs;
      open = socket;
      followPort(makeSocketPort(socket));
    });
    socket.addEventListener('close', ({ code }) => {
      if (open === socket) open = undefined;
      if (code === consoleClosed.ended) askAgainForSignIn();
      else tryAgain();
    });
  };
  const tryAgain = (): void => {
    setTimeout(() => void connect(), waitMs);
    waitMs = Math.min(retryMaxMs, waitMs * 2);
  };

  let toldAt = Number.NEGATIVE_INFINITY;
  const tellActive = (): void => {
    if (open?.readyState !== WebSocket.OPEN || performance.now() - toldAt < tellActiveMs) return;
    toldAt = performance.now();
    open.send(consoleActive);
  };
  for (const event of ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const) {
    window.addEventListener(event, tellActive, { passive: true, capture: true });
  }
  void connect();
}

/** Undefined: nobody answers. */
async function askSession(): Promise<{ readonly userName: string } | 'ended' | undefined> {
  try {
    const answer = await fetch('/session', { cache: 'no-store' });
    if (!answer.ok) return undefined;
    const { userName } = (await answer.json()) as { userName?: string };
    return userName === undefined ? 'ended' : { userName };
  } catch {
    return undefined;
  }
}

/** In the storage of this tab: where the admin was when the session ended. */
const leftAt = 'rollcall-console-left-at';

export function goToSignIn(): void {
  window.location.replace('/sign-in');
}

function askAgainForSignIn(): void {
  sessionStorage.setItem(leftAt, window.location.hash);
  goToSignIn();
}

/** Signed in again, the admin is where the last session of this tab ended. */
export function comeBack(): void {
  const hash = sessionStorage.getItem(leftAt);
  sessionStorage.removeItem(leftAt);
  if (hash !== null && window.location.hash === '') window.history.replaceState(null, '', `/${hash}`);
}
