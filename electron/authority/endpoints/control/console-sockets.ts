import type { WebSocket } from 'ws';
import {
  consoleActive,
  consoleBeat,
  consoleBeatMs,
  consoleClosed,
  consoleTabsMax,
} from '../../../../shared/contract/console-socket.ts';
import type { ConsoleSession } from '../../records/console-sessions/console-sessions.ts';
import type { ConsolePort } from './console-port.ts';

/** A browser that has not answered a beat for so many is gone. */
const beatsMissedMax = 4;

interface Open {
  readonly socket: WebSocket;
  readonly session: ConsoleSession;
  missed: number;
}

export interface ConsoleSockets {
  /** @returns the port on which the console speaks; undefined when the session has enough of them */
  add(socket: WebSocket, session: ConsoleSession): ConsolePort | undefined;
  /** Closes what is open of an ended session; the page then asks why. */
  ended(session: Pick<ConsoleSession, 'tokenHash'>): void;
  /**
   * Those that are open now go, but not yet: whoever moved the door may wait for an answer in the old one.
   * @returns closes them
   */
  takeLeave(): (code: number, reason: string) => void;
  close(): void;
}

/** The open sockets of the browser console, each in the form of a message port. */
export function createConsoleSockets(options: {
  /**
   * Looked at before every message: an ended session says nothing more. The code the socket is closed with then;
   * undefined while the session lives.
   */
  readonly findEnd: (session: ConsoleSession) => number | undefined;
  readonly used: (session: ConsoleSession) => void;
}): ConsoleSockets {
  const all = new Set<Open>();
  const beat = setInterval(() => {
    for (const open of all) {
      open.missed += 1;
      if (open.missed > beatsMissedMax) open.socket.terminate();
      else {
        open.socket.ping();
        open.socket.send(consoleBeat);
      }
    }
  }, consoleBeatMs);
  beat.unref();

  return {
    add(socket, session) {
      // Too large a message, or none of this protocol: the library closes it.
      socket.on('error', () => socket.terminate());
      const own = [...all].filter((open) => open.session.tokenHash === session.tokenHash);
      if (own.length >= consoleTabsMax) {
        socket.close(consoleClosed.tooMany);
        return undefined;
      }
      const open: Open = { socket, session, missed: 0 };
      all.add(open);
      socket.on('close', () => all.delete(open));
      socket.on('pong', () => (open.missed = 0));
      return makePort(socket, (text) => {
        const end = options.findEnd(session);
        if (end !== undefined) {
          socket.close(end);
          return false;
        }
        if (text !== consoleActive) return true;
        options.used(session);
        return false;
      });
    },
    ended(session) {
      for (const open of all) {
        if (open.session.tokenHash === session.tokenHash) open.socket.close(consoleClosed.ended);
      }
    },
    takeLeave() {
      const leaving = [...all];
      return (code, reason) => {
        for (const { socket } of leaving) socket.close(code, reason);
      };
    },
    close() {
      clearInterval(beat);
      for (const { socket } of all) socket.close(consoleClosed.restart);
    },
  };
}

/**
 * A socket in the form of a message port.
 * @param isForControl false for what is none of the control contract's business
 */
export function makePort(
  socket: WebSocket,
  isForControl: (text: string) => boolean = () => true,
): ConsolePort {
  return {
    on(event: 'message' | 'close', listener: (message?: unknown) => void) {
      if (event === 'close') socket.on('close', () => listener());
      else
        socket.on('message', (data: Buffer, isBinary: boolean) => {
          const text = data.toString('utf8');
          if (!isBinary && isForControl(text)) listener(text);
        });
    },
    postMessage: (message) => socket.send(String(message)),
    // The library reads from the start.
    start: () => undefined,
    close: () => socket.close(consoleClosed.restart),
  };
}
