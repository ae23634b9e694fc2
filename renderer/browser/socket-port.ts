import { consoleBeat, consoleBeatMs } from '../../shared/contract/console-socket.ts';
import type { AuthorityPort } from '../authority/authority-client.ts';

/** So long without a beat, and the connection is dead although nothing has closed it. */
const silenceMaxMs = 2.5 * consoleBeatMs;
/** What a browser says of a connection that went without a word (RFC 6455, 7.4.1). */
const goneSilently = 1006;

/**
 * A WebSocket in the form of the message port that the console speaks on.
 *
 * @param over called once, with the code and the reason of the end
 */
export function makeSocketPort(
  socket: WebSocket,
  over: (code: number, reason: string) => void,
): AuthorityPort {
  const events = new EventTarget();
  let isOver = false;
  const end = (code: number, reason: string): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(silence);
    events.dispatchEvent(new Event('close'));
    over(code, reason);
  };
  // A browser that closes waits for the answer of the other side, which may never come.
  const giveUp = (): void => {
    end(goneSilently, '');
    socket.close();
  };
  let silence = setTimeout(giveUp, silenceMaxMs);
  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isOver) return;
    clearTimeout(silence);
    silence = setTimeout(giveUp, silenceMaxMs);
    if (data !== consoleBeat) events.dispatchEvent(new MessageEvent('message', { data }));
  });
  socket.addEventListener('close', ({ code, reason }) => end(code, reason));
  return {
    addEventListener: events.addEventListener.bind(events),
    postMessage(text: string) {
      // Whoever waits learns of it by `close`.
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    start: () => undefined,
  };
}
