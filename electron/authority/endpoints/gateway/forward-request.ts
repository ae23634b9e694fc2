import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { identityOf } from '../identity-headers.ts';
import { EventBoundary, lastEvent } from './event-boundary.ts';
import type { GatewayParts, Passing } from './gateway-parts.ts';
import type { Cut } from './open-exchanges.ts';
import { connectionNames, downstreamHeaders, isForClient, upstreamHeaders } from './upstream-headers.ts';
import { watchFirstByte } from './watch-first-byte.ts';

/** A cut answer that cannot be ended in order within this is destroyed. */
const lastWordsMs = 500;
/** Sent a second time when a kept connection closed in the very instant it was used. */
const repeatable = new Set(['GET', 'HEAD']);

/** Passes a request on to its app and the answer back, both as they come. */
export function forwardRequest(
  parts: GatewayParts,
  passing: Passing,
  req: IncomingMessage,
  res: ServerResponse,
): void {
  const { app, signedIn, ofCheck, address } = passing;
  const hasBody =
    req.headers['content-length'] !== undefined || req.headers['transfer-encoding'] !== undefined;
  let upstream: ClientRequest | undefined;
  let answer: IncomingMessage | undefined;
  let events: EventBoundary | undefined;
  /** The client gets its answer from somebody else, or none. */
  let over = false;
  let stopWatching = (): void => undefined;

  const forget = parts.exchanges.open({
    kind: 'request',
    app,
    signedIn,
    ofCheck,
    address,
    cut(why) {
      if (over) return;
      if (!res.headersSent) {
        over = true;
        stopWatching();
        upstream?.destroy();
        if (why.code === 1001) res.destroy();
        else if (why.code === 4401) parts.sendOwnAnswer(req, res, { kind: 'sign_in', app, address });
        else if (why.reason === 'app_forbidden')
          parts.sendOwnAnswer(req, res, { kind: 'refused', app, code: 'app_forbidden' });
        // It is elsewhere now, or nowhere; the same request finds out.
        else parts.sendOwnAnswer(req, res, { kind: 'unreachable', app, status: 502, detail: why.reason });
      } else cutAnswer(res, answer, events, why);
      over = true;
    },
  });
  if (!forget) {
    parts.sendOwnAnswer(req, res, { kind: 'refused', app, code: 'too_many_streams' });
    return;
  }
  res.once('close', () => {
    forget();
    if (res.writableFinished) return;
    // Nobody waits for the app any more, and that is not its fault.
    over = true;
    stopWatching();
    upstream?.destroy();
  });
  if (req.httpVersion === '1.1' && req.headers.expect !== undefined) res.writeContinue();

  const fail = (status: 502 | 504, detail: string): void => {
    if (over) return;
    over = true;
    stopWatching();
    // With an answer begun the library would take the client's connection down as well; it ends with that one.
    if (!answer) upstream?.destroy();
    parts.health.failed(app.id, parts.deps.clock.now());
    parts.sendOwnAnswer(req, res, { kind: 'unreachable', app, status, detail });
  };
  const headers = upstreamHeaders(req, {
    app,
    identity: signedIn && identityOf(parts.deps, signedIn.user),
    address,
    mark: parts.mark,
  });
  const to = { origin: app.upstream, certificate: app.upstreamCertificate };

  const send = (again: boolean): void => {
    parts.proxy.request(
      req,
      res,
      to,
      { ...headers },
      {
        started(request) {
          upstream = request;
          if (over) return void request.destroy();
          stopWatching = watchFirstByte(request, parts.times, (detail) => fail(504, detail));
          return undefined;
        },
        answered(response) {
          stopWatching();
          if (over) return void response.destroy();
          answer = response;
          const head = downstreamHeaders(response);
          const status = response.statusCode ?? 0;
          try {
            if (status < 200 || status > 599) throw new Error(`status ${String(status)}`);
            res.writeHead(status, printable(response.statusMessage ?? ''), head);
          } catch (error) {
            return fail(502, `no answer that can be passed on: ${String(error)}`);
          }
          parts.health.answered(app.id);
          if (signedIn && app.tells?.from === 'header') {
            const told = response.headers[app.tells.name.toLowerCase()];
            parts.noteIdentity(app, signedIn, typeof told === 'string' ? told : undefined);
          }
          events = isPlainEventStream(response) ? new EventBoundary() : undefined;
          if (events) response.on('data', (chunk: Buffer) => events?.take(chunk));
          response.once('end', () => passTrailers(response, res));
          response.pipe(res);
          return undefined;
        },
        failed(error) {
          stopWatching();
          if (over) return;
          if (res.headersSent) res.destroy();
          else if (res.destroyed || (req.destroyed && !req.complete)) over = true;
          else if (!again && upstream?.reusedSocket && !hasBody && repeatable.has(req.method ?? ''))
            send(true);
          else fail(502, describe(error));
        },
      },
    );
  };
  send(false);
}

function cutAnswer(
  res: ServerResponse,
  answer: IncomingMessage | undefined,
  events: EventBoundary | undefined,
  why: Cut,
): void {
  answer?.unpipe(res);
  answer?.pause();
  if (events?.atBoundary) res.end(lastEvent(why.reason));
  else if (events) res.end();
  else res.destroy();
  // The client may have stopped reading.
  setTimeout(() => res.destroy(), lastWordsMs).unref();
}

/** Compressed ones cannot be added to, and one that says its length has no room. */
function isPlainEventStream({ headers }: IncomingMessage): boolean {
  return (
    /^text\/event-stream\b/i.test(headers['content-type'] ?? '') &&
    (headers['content-encoding'] ?? 'identity') === 'identity' &&
    headers['content-length'] === undefined
  );
}

function passTrailers(response: IncomingMessage, res: ServerResponse): void {
  const named = connectionNames(response.headers.connection);
  const trailers: [string, string][] = [];
  for (let n = 0; n < response.rawTrailers.length; n += 2) {
    const [name = '', value = ''] = response.rawTrailers.slice(n, n + 2);
    // Cookies have no place there, and lengths would lie.
    if (!/^(?:set-cookie|content-length)$/i.test(name) && isForClient(name, value, named)) {
      trailers.push([name, value]);
    }
  }
  if (trailers.length > 0) res.addTrailers(trailers);
}

/** Node refuses to write control characters, which the app may have sent. */
function printable(statusMessage: string): string {
  return statusMessage.replace(/[^\t\x20-\x7e]/g, '');
}

function describe(error: Error): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? error.message : `${code}: ${error.message}`;
}
