import { consoleBeat, consoleBeatMs } from '../../shared/contract/console-socket.ts';
import type { AuthorityPort } from '../authority/authority-client.ts';

/** So long without a beat, and the connection is dead although nothing has closed it. */
const silenceMaxMs = 4 * consoleBeatMs;

/** An open WebSocket in the form of the message port that the console speaks on. */
export function makeSocketPort(socket: WebSocket): AuthorityPort {
  const events = new EventTarget();
  const giveUp = (): void => socket.close();
  let silence = setTimeout(giveUp, silenceMaxMs);
  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    clearTimeout(silence);
    silence = setTimeout(giveUp, silenceMaxMs);
    if (data !== consoleBeat) events.dispatchEvent(new MessageEvent('message', { data }));
  });
  socket.addEventListener('close', () => {
    clearTimeout(silence);
    events.dispatchEvent(new Event('close'));
  });
  return {
    addEventListener: events.addEventListener.bind(events),
    postMessage(text: string) {
      // Whoever waits learns of it by `close`.
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    start: () => undefined,
  };
}
