import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import {
  fastify,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { makeReference } from './make-reference.ts';

export interface RequestHandlerOptions {
  /** Answers before the framework sees the request; false leaves it to the framework. */
  readonly fastPath?: (req: IncomingMessage, res: ServerResponse) => boolean;
  /** Adds routes and hooks. */
  readonly configure: (app: FastifyInstance) => void;
  /** Shows a request that cannot be decoded, and every error that is thrown. */
  readonly onError: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => unknown;
}

export interface RequestHandler {
  readonly listener: RequestListener;
  close(): Promise<void>;
}

/** Every form and every JSON document of Rollcall is far smaller. */
export const bodyBytesMax = 64 * 1024;

/**
 * The web framework without a server of its own: any number of listeners share one handler. Forwarded headers are
 * never believed; forms and JSON are read up to 64 KB.
 */
export async function openRequestHandler(options: RequestHandlerOptions): Promise<RequestHandler> {
  const { fastPath, onError } = options;
  const app = fastify({
    bodyLimit: bodyBytesMax,
    trustProxy: false,
    requestIdHeader: false,
    genReqId: makeReference,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    exposeHeadRoutes: true,
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      onError(error, request, reply);
    },
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 100 },
  });
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: bodyBytesMax });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    // The client left in the middle of its body: nobody is there to be told, and nothing is wrong here.
    if (request.raw.destroyed && !request.raw.complete) return reply.hijack();
    return onError(error, request, reply);
  });
  options.configure(app);
  await app.ready();
  return {
    listener: (req, res) => {
      if (fastPath?.(req, res)) return;
      app.routing(req, res);
    },
    close: () => app.close(),
  };
}
