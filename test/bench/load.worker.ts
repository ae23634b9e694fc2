import { connect, type TLSSocket } from 'node:tls';

/**
 * A load generator in a process of its own: raw TLS connections that stay open, one request in flight on each, the
 * answer only looked at as far as it must be. Lighter than any server it asks, so that the server is what is measured.
 */
export interface LoadOrder {
  readonly port: number;
  readonly ca: string;
  readonly connections: number;
  readonly seconds: number;
  /** Heads of GET requests, asked in turn; each must be answered 200, with a body of known length or none. */
  readonly requests: readonly string[];
}

export interface LoadResult {
  readonly perSecond: number;
  readonly p99Ms: number;
  readonly refused: number;
}

process.on('message', (order: LoadOrder) => {
  void run(order).then((result) => process.send?.(result));
});

async function run(order: LoadOrder): Promise<LoadResult> {
  const sockets = await Promise.all(Array.from({ length: order.connections }, () => open(order)));
  const latencies: number[] = [];
  let next = 0;
  let refused = 0;
  const startedAt = performance.now();
  const endAt = startedAt + order.seconds * 1000;
  await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<void>((resolve, reject) => {
          let sentAt = 0;
          let rest = '';
          const ask = (): void => {
            if (performance.now() >= endAt) {
              socket.destroy();
              resolve();
              return;
            }
            sentAt = performance.now();
            next = (next + 1) % order.requests.length;
            socket.write(order.requests[next] ?? '');
          };
          socket.setEncoding('latin1');
          socket.on('data', (chunk: string) => {
            rest += chunk;
            const headEnd = rest.indexOf('\r\n\r\n');
            if (headEnd < 0 || rest.length < headEnd + 4 + bodyLength(rest, headEnd)) return;
            if (!rest.startsWith('HTTP/1.1 200')) refused += 1;
            rest = '';
            latencies.push(performance.now() - sentAt);
            ask();
          });
          socket.on('error', reject);
          ask();
        }),
    ),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  latencies.sort((a, b) => a - b);
  return {
    perSecond: latencies.length / seconds,
    p99Ms: latencies[Math.floor(latencies.length * 0.99)] ?? NaN,
    refused,
  };
}

/** By `Content-Length`; a chunked end, where there is one, is in the same packet as the head. */
function bodyLength(answer: string, headEnd: number): number {
  const at = answer.search(/\r\ncontent-length: */i);
  return at < 0 || at > headEnd ? 0 : Number.parseInt(answer.slice(answer.indexOf(':', at) + 1), 10);
}

function open({ port, ca }: LoadOrder): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, ca }, () => resolve(socket));
    socket.once('error', reject);
  });
}
