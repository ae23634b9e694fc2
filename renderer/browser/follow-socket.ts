import { consoleActive, consoleClosed } from '../../shared/contract/console-socket.ts';
import type { ConsoleDoor } from '../../shared/contract/shell.ts';
import { followPort } from '../authority/follow-authority.ts';
import { askAgainForSignIn } from './go-to-sign-in.ts';
import { makeSocketPort } from './socket-port.ts';

const retryMs = 1000;
const retryMaxMs = 10_000;
/** That the admin is there is said at most so often. */
const tellActiveMs = 30_000;
/** So long without an answer, and nobody answers. */
const answerMaxMs = 10_000;
/** Tried so often in vain, it may be no restart: the tunnel has gone, say. */
const awayAfterTries = 4;

interface Told {
  /** Whose console this is. */
  session(session: { readonly userName: string; readonly id: string }): void;
  /** Why it is not connected; undefined: it is again. */
  door(door: ConsoleDoor | undefined): void;
}

/**
 * Keeps a socket to the authority open and hands each new one to the console, as the preload does with ports.
 * When the session has ended the page goes to the sign-in page, which says why. Where nothing comes of trying again by
 * itself, it waits to be told.
 *
 * @returns tries again now
 */
export function followSocket(told: Told): () => void {
  let waitMs = retryMs;
  let triesInVain = 0;
  let open: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Nothing is tried by itself: until then this is so. */
  let waiting: ConsoleDoor | undefined;
  let asking = false;

  const connect = async (): Promise<void> => {
    if (asking || open !== undefined) return;
    asking = true;
    const session = await askSession();
    asking = false;
    if (session === 'ended') return askAgainForSignIn();
    if (session === undefined) return tryAgain();
    told.session(session);
    const socket = new WebSocket(new URL('/control', window.location.href.replace(/^http/, 'ws')));
    open = socket;
    const port = makeSocketPort(socket, ended);
    socket.addEventListener('open', () => followPort(port));
    // Opened is not let in: one tab too many is closed right after that.
    socket.addEventListener('message', letIn, { once: true });
  };
  const ended = (code: number, reason: string): void => {
    open = undefined;
    if (code === consoleClosed.ended) return askAgainForSignIn();
    const door = readDoor(code, reason);
    if (door === undefined) return tryAgain();
    waiting = door;
    told.door(door);
  };
  const letIn = (): void => {
    waitMs = retryMs;
    triesInVain = 0;
    waiting = undefined;
    told.door(undefined);
  };
  const tryAgain = (): void => {
    // Each answer is a new one, also when it says the same: whoever asked sees that it came.
    if (waiting !== undefined) return told.door({ ...waiting });
    triesInVain += 1;
    if (triesInVain >= awayAfterTries) told.door({ kind: 'away' });
    timer = setTimeout(() => void connect(), waitMs);
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
  return () => {
    clearTimeout(timer);
    void connect();
  };
}

/** Undefined: it comes back by itself. */
function readDoor(code: number, reason: string): ConsoleDoor | undefined {
  switch (code) {
    case consoleClosed.tooMany:
      return { kind: 'too_many' };
    case consoleClosed.switchedOff:
      return { kind: 'switched_off' };
    case consoleClosed.moved: {
      const address = new URL(window.location.href);
      address.port = reason;
      return { kind: 'moved', port: Number(reason), address: address.href };
    }
    default:
      return undefined;
  }
}

/** Undefined: nobody answers. */
async function askSession(): Promise<
  { readonly userName: string; readonly id: string } | 'ended' | undefined
> {
  try {
    const answer = await fetch('/session', { cache: 'no-store', signal: AbortSignal.timeout(answerMaxMs) });
    if (!answer.ok) return undefined;
    const { userName, id } = (await answer.json()) as { userName?: string; id?: string };
    return userName === undefined || id === undefined ? 'ended' : { userName, id };
  } catch {
    return undefined;
  }
}
