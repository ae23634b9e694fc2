import { request } from 'node:http';
import { Readable } from 'node:stream';
import { CliRefusal } from './cli-refusal.ts';

/** `fetch` over a Unix socket or a named pipe, for the calls of the control contract. */
export function makeSocketFetch(socketPath: string): (request: Request) => Promise<Response> {
  return async (call) => {
    const body = await call.text();
    const { pathname, search } = new URL(call.url);
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          socketPath,
          path: pathname + search,
          method: call.method,
          headers: { ...Object.fromEntries(call.headers), 'content-length': Buffer.byteLength(body) },
          signal: call.signal,
          // A kept connection would keep this process from ending.
          agent: false,
        },
        (answer) => {
          const headers = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
            value === undefined ? [] : [[name, [value].flat().join(', ')]],
          );
          resolve(
            new Response(Readable.toWeb(answer) as ConstructorParameters<typeof Response>[0], {
              status: answer.statusCode ?? 500,
              headers,
            }),
          );
        },
      );
      outgoing.once('error', (error) => {
        reject(
          call.signal.aborted ? error : new CliRefusal('authority_unreachable', { problem: error.message }),
        );
      });
      outgoing.end(body);
    });
  };
}
