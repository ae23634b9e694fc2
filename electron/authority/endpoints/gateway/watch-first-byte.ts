import type { ClientRequest } from 'node:http';
import type { UpstreamTimes } from './gateway-parts.ts';

/** The time is looked at in so many steps. */
const steps = 10;

/**
 * Watches that an app takes the connection and begins to answer in time. While the request still goes out, the time
 * begins anew: an upload takes as long as it takes.
 *
 * @param late called once, with what was waited for
 * @returns stops watching
 */
export function watchFirstByte(
  upstream: ClientRequest,
  times: UpstreamTimes,
  late: (detail: string) => void,
): () => void {
  const { socket } = upstream;
  let timer: NodeJS.Timeout | undefined;
  let sent = 0;
  let quietSteps = 0;
  const look = (): void => {
    const now = socket?.bytesWritten ?? 0;
    quietSteps = now === sent ? quietSteps + 1 : 0;
    sent = now;
    if (quietSteps >= steps) late(`no answer within ${String(times.firstByteMs)} ms`);
    else timer = setTimeout(look, times.firstByteMs / steps).unref();
  };
  const connected = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, times.firstByteMs / steps).unref();
  };
  if (socket?.connecting) {
    timer = setTimeout(
      () => late(`no connection within ${String(times.connectMs)} ms`),
      times.connectMs,
    ).unref();
    socket.once('connect', connected);
  } else connected();
  return () => {
    clearTimeout(timer);
    socket?.off('connect', connected);
  };
}
