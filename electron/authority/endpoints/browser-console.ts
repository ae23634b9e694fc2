import type {} from '@fastify/cookie';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { WebSocketServer } from 'ws';
import { consoleClosed } from '../../../shared/contract/console-socket.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { answerUpgrade } from '../base/http/answer-upgrade.ts';
import { openRequestHandler } from '../base/http/request-handler.ts';
import type { Logger } from '../base/log/open-log.ts';
import type { UpgradeListener } from '../base/net/https-servers.ts';
import {
  endConsoleSessions,
  findConsoleSession,
  sweepConsoleSessions,
  recheckConsoleSession,
  touchConsoleSession,
  type FoundConsoleSession,
} from '../operations/console-sessions.ts';
import type { Dependencies } from '../operations/dependencies.ts';
import { consoleAbsoluteMs } from '../operations/policies/console-session.ts';
import type { ConsoleFile, ConsoleFiles } from './browser-console/console-files.ts';
import { consoleHeaders } from './browser-console/console-headers.ts';
import {
  checkConsoleHost,
  checkConsoleOrigin,
  consoleCookieName,
  readConsoleCookie,
} from './browser-console/console-request.ts';
import { createConsoleSockets } from './control/console-sockets.ts';
import { makeConsolePages } from './console-pages.tsx';
import type { ControlActor } from './control/control-context.ts';
import type { ConsolePort } from './control/console-port.ts';
import { messageBytesMax } from './control/message-bytes-max.ts';
import { securityHeaders } from './portal/security-headers.ts';

const socketPath = '/control';
/** Not `secure`: it is plain HTTP, and nothing but the loopback addresses ever answers. */
const cookieAttributes = { path: '/', httpOnly: true, sameSite: 'strict' } as const;

export interface BrowserConsole {
  readonly request: RequestListener;
  readonly upgrade: UpgradeListener;
  /** Ends what is over; once a second. */
  tick(): Promise<void>;
  /** Those who are in it now are told later where it went: `createConsoleSockets`. */
  takeLeave(): (code: number, reason: string) => void;
  close(): Promise<void>;
}

/**
 * The console for browsers on this computer: its own files, a sign-in in front of them, and the control contract over a
 * WebSocket. Nothing here decides who is an admin, and nothing is served to anybody who is not signed in.
 */
export async function openBrowserConsole(options: {
  readonly deps: Dependencies;
  readonly log: Logger;
  readonly files: ConsoleFiles;
  /** As bound. */
  readonly port: () => number;
  /** Where it was open before, in this run: whoever came in there is known here, too. */
  readonly formerPorts: () => readonly number[];
  readonly serveConsole: (port: ConsolePort, actor: ControlActor) => void;
}): Promise<BrowserConsole> {
  const { deps, log, port, files } = options;
  const pages = makeConsolePages(deps);
  /** By the cookie of this port, or of one where it was before. */
  const findAll = (request: IncomingMessage): { token: string | undefined; found: FoundConsoleSession }[] =>
    [port(), ...options.formerPorts()].map((one) => {
      const token = readConsoleCookie(one, request.headers.cookie);
      return { token, found: findConsoleSession(deps, token) };
    });
  const find = (request: IncomingMessage): FoundConsoleSession => {
    const all = findAll(request).map(({ found }) => found);
    const ended = all.find(({ kind }) => kind === 'ended');
    return all.find(({ kind }) => kind === 'live') ?? ended ?? { kind: 'none' };
  };
  const sockets = createConsoleSockets({
    findEnd(session) {
      const found = recheckConsoleSession(deps, session);
      if (found.kind === 'live') return undefined;
      return found.reason === 'switched_off' ? consoleClosed.switchedOff : consoleClosed.ended;
    },
    used: (session) => touchConsoleSession(deps, session),
  });
  // Whoever turned it off may have done so from inside, and waits for the answer: the door says it to all.
  deps.consoleSessions.onEnd((session, reason) => {
    if (reason !== 'switched_off') sockets.ended(session);
  });
  const socketServer = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: messageBytesMax,
    perMessageDeflate: false,
  });
  const refuse = (request: FastifyRequest, reply: FastifyReply, code: ErrorCode): FastifyReply => {
    reply.headers(pageHeaders());
    return pages.refuse(request, reply, code, port(), code === 'internal' ? request.id : undefined);
  };
  const pageHeaders = (): Readonly<Record<string, string>> => ({
    ...consoleHeaders,
    ...securityHeaders(deps.settings.current().portal.accent),
  });
  const sendFile = (reply: FastifyReply, { content, contentType }: ConsoleFile): FastifyReply =>
    reply.headers(consoleHeaders).type(contentType).send(content);
  const setCookie = (reply: FastifyReply, token: string): FastifyReply =>
    reply.setCookie(consoleCookieName(port()), token, {
      ...cookieAttributes,
      maxAge: consoleAbsoluteMs / 1000,
    });

  const signOut = async (found: FoundConsoleSession): Promise<void> => {
    if (found.kind !== 'live') return;
    const { id, userName } = found.session;
    await endConsoleSessions(deps, { ids: [id] }, 'signed_out', `user:${userName}`);
  };

  const configure = (app: FastifyInstance): void => {
    app.addHook('onRequest', async (request, reply) => {
      reply.headers(pageHeaders());
      if (checkConsoleHost(port(), request.raw.headers)) return refuse(request, reply, 'unknown_host');
      const reads = request.method === 'GET' || request.method === 'HEAD';
      if (reads && request.url !== socketPath) return undefined;
      if (checkConsoleOrigin(request.raw.headers)) return refuse(request, reply, 'foreign_origin');
      return undefined;
    });
    app.get('/sign-in', (request, reply) => {
      const found = find(request.raw);
      if (found.kind === 'live') return reply.redirect('/', 303);
      return pages.askSignIn(request, reply, found.kind === 'ended' ? (found.reason ?? null) : undefined);
    });
    app.post('/language', (request, reply) => pages.takeLanguage(request, reply));
    app.post('/sign-in', async (request, reply) => {
      const before = find(request.raw);
      const token = await pages.takeSignIn(request, reply);
      if (token === undefined) return reply;
      // Its cookie goes with this answer: nobody could end it any more.
      await signOut(before);
      return setCookie(reply, token).redirect('/', 303);
    });
    app.post('/sign-out', async (request, reply) => {
      await signOut(find(request.raw));
      return reply.redirect('/sign-in', 303);
    });
    // The page asks whose it is, and after a broken connection whether it still is.
    app.get('/session', (request, reply) => {
      const found = find(request.raw);
      // Not a status of refusal: browsers would report it as a fault of the page.
      if (found.kind !== 'live') return reply.send({});
      const { userName, id } = found.session;
      return reply.send({ userName, id });
    });
    app.get('/*', (request, reply) => {
      const [pathname = '/'] = request.url.split('?');
      const isPage = pathname === '/';
      const file = files.get(isPage ? '/index.html' : pathname);
      const found = find(request.raw);
      if (found.kind !== 'live') {
        return isPage ? reply.redirect('/sign-in', 303) : refuse(request, reply, 'not_signed_in');
      }
      if (!file) return refuse(request, reply, 'not_found');
      if (isPage) {
        touchConsoleSession(deps, found.session);
        const { token } = findAll(request.raw).find((one) => one.found.kind === 'live') ?? {};
        if (token !== undefined && token !== readConsoleCookie(port(), request.headers.cookie))
          setCookie(reply, token);
      }
      return sendFile(reply, file);
    });
    app.setNotFoundHandler((request, reply) => refuse(request, reply, 'not_found'));
  };
  const onError = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const { statusCode = 500 } = error;
    if (statusCode >= 500) log.error({ err: error, requestId: request.id }, 'bug');
    return refuse(
      request,
      reply,
      statusCode >= 500 ? 'internal' : statusCode === 413 ? 'body_too_large' : 'input_invalid',
    );
  };
  const handler = await openRequestHandler({ configure, onError });

  return {
    request: handler.listener,
    upgrade(request, socket, head) {
      const found = find(request);
      const fit =
        request.url === socketPath &&
        checkConsoleHost(port(), request.headers) === undefined &&
        checkConsoleOrigin(request.headers) === undefined;
      if (!fit || found.kind !== 'live') {
        // Answered as any other request: by its host, its path and its session.
        answerUpgrade(request, socket, handler.listener);
        return;
      }
      const { session } = found;
      socketServer.handleUpgrade(request, socket, head, (webSocket) => {
        const consolePort = sockets.add(webSocket, session);
        if (consolePort) options.serveConsole(consolePort, `user:${session.userName}`);
      });
    },
    tick: () => sweepConsoleSessions(deps),
    takeLeave: () => sockets.takeLeave(),
    async close() {
      sockets.close();
      await handler.close();
    },
  };
}
