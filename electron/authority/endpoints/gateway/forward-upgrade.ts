import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { errorCatalogue } from '../../../../shared/errors.ts';
import { answerUpgrade } from '../../base/http/answer-upgrade.ts';
import { makeReference } from '../../base/http/make-reference.ts';
import { identityOf } from '../identity-headers.ts';
import type { GatewayParts, OwnAnswer, Passing } from './gateway-parts.ts';
import type { Cut } from './open-exchanges.ts';
import { setsRollcallCookie } from './rollcall-cookies.ts';
import { upstreamHeaders } from './upstream-headers.ts';
import { watchFirstByte } from './watch-first-byte.ts';
import { closeFrame, WebSocketFrames } from './websocket-frames.ts';

/** A client that does not answer the Close frame, or has stopped reading, is let go after this. */
const lastWordsMs = 500;
/** A computer that lost its power is noticed, and no longer seen, although nothing is sent. */
const keepAliveMs = 15_000;

/** Joins a client with its app by WebSocket. Frames, subprotocol and extensions are between the two. */
export function forwardUpgrade(
  parts: GatewayParts,
  passing: Passing,
  req: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  const { app, signedIn, ofCheck, address } = passing;
  const client = socket as Socket;
  let upstream: Socket | undefined;
  let frames: WebSocketFrames | undefined;
  let over = false;
  let abort = (): void => void client.destroy();

  const answerInstead = (answer: OwnAnswer): void => {
    over = true;
    answerUpgrade(req, socket, (_req, res) => parts.sendOwnAnswer(req, res, answer));
  };
  const forget = parts.exchanges.open({
    kind: 'socket',
    app,
    signedIn,
    ofCheck,
    address,
    cut(why) {
      if (over) return;
      over = true;
      if (upstream && frames) cutSocket(client, upstream, frames, why);
      else abort();
    },
  });
  if (!forget) return answerInstead({ kind: 'refused', app, code: 'too_many_streams' });
  client.once('close', forget);

  const headers = upstreamHeaders(req, {
    app,
    identity: signedIn && identityOf(parts.deps, signedIn.user),
    address,
    mark: parts.mark,
    upgrade: 'websocket',
  });
  let stopWatching = (): void => undefined;
  const fail = (status: 502 | 504, detail: string): void => {
    stopWatching();
    if (over) return;
    over = true;
    parts.health.failed(app.id, parts.deps.clock.now());
    const reference = makeReference();
    parts.log.warn({ app: app.name, detail, requestId: reference }, 'an app does not answer');
    // The library ends the client's socket right after.
    client.write(problemText(status, reference));
  };
  parts.proxy.upgrade(
    req,
    socket,
    head,
    { origin: app.upstream, certificate: app.upstreamCertificate },
    headers,
    {
      started(request) {
        abort = () => {
          request.destroy();
          client.destroy();
        };
        // Nobody waits for the answer any more.
        client.once('close', () => {
          if (upstream) return;
          over = true;
          stopWatching();
          request.destroy();
        });
        request.once('socket', () => {
          stopWatching = watchFirstByte(request, parts.times, (detail) => {
            fail(504, detail);
            request.destroy();
          });
        });
      },
      joined(answer, appSocket) {
        stopWatching();
        if (over || client.destroyed) return void appSocket.destroy();
        parts.health.answered(app.id);
        answer.headers = upgradeHeaders(answer);
        upstream = appSocket;
        const watched = (frames = new WebSocketFrames());
        // Listening alone would let it flow, and what came in one breath with the answer would pass before the library
        // has joined the two; joining lets it flow.
        appSocket.pause();
        appSocket.on('data', (chunk: Buffer) => {
          if (!over) watched.take(chunk);
        });
        // However one side goes, the other does not stay.
        appSocket.once('close', () => {
          if (!over) client.destroySoon();
        });
        client.once('close', () => appSocket.destroy());
        client.setKeepAlive(true, keepAliveMs);
        return undefined;
      },
      declined(answer) {
        stopWatching();
        parts.health.answered(app.id);
        dropRollcallCookies(answer);
      },
      failed: (error) => fail(502, error.message),
    },
  );
}

/** Tells the client why between two frames, and takes leave of both sides. */
function cutSocket(client: Socket, upstream: Socket, frames: WebSocketFrames, why: Cut): void {
  upstream.unpipe(client);
  client.unpipe(upstream);
  setTimeout(() => client.destroy(), lastWordsMs).unref();
  const finish = (): void => {
    upstream.destroy();
    client.end(closeFrame(why.code, why.reason));
    // Its own Close frame is of no use to anybody.
    client.resume();
  };
  if (frames.atBoundary) return finish();
  upstream.on('data', (chunk: Buffer) => {
    if (frames.atBoundary) return;
    client.write(chunk.subarray(0, frames.takeToBoundary(chunk)));
    if (frames.atBoundary) finish();
  });
  upstream.resume();
  return undefined;
}

/** No page: nobody sees the answer to an upgrade but a script. */
function problemText(status: 502 | 504, reference: string): string {
  const { sentence } = errorCatalogue.app_unreachable;
  const body = JSON.stringify({
    type: 'urn:rollcall:error:app_unreachable',
    title: sentence,
    status,
    code: 'app_unreachable',
    request_id: reference,
  });
  return [
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    'Cache-Control: no-store',
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}

/** The library writes all of these. */
function upgradeHeaders({ headers }: IncomingMessage): IncomingMessage['headers'] {
  const { 'set-cookie': cookies = [], ...rest } = headers;
  const left = cookies.filter((line) => !setsRollcallCookie(line));
  return left.length === 0 ? rest : { ...rest, 'set-cookie': left };
}

function dropRollcallCookies(answer: IncomingMessage): void {
  const cookies = answer.headers['set-cookie'];
  if (cookies) answer.headers['set-cookie'] = cookies.filter((line) => !setsRollcallCookie(line));
}
