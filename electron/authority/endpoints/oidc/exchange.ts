import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hashToken } from '../../base/crypto/tokens.ts';
import type { Batch } from '../../base/storage/batch.ts';
import { preSessionCookie, sessionCookie } from '../form-binding.ts';
import { remoteAddress } from '../remote-address.ts';

/** One request while the library works on it. */
export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** The portal's cookie: this browser's session, if it has one. */
  readonly sessionToken: string | undefined;
  /** Hash of this browser's pre-session. */
  readonly preSession: string;
  readonly address: string;
  /** The page that is the answer, instead of what the library would send. */
  page?: () => FastifyReply | Promise<FastifyReply>;
  /** Of a device code that was used before and comes again. */
  repeatedGrantId?: unknown;
  /** A used-up refresh token, in memory so already, is written with the one that follows it: both or none. */
  pending?: Batch;
}

const exchanges = new WeakMap<IncomingMessage, Exchange>();

/** Ties what the library sees of a request to the request itself. */
export function openExchange(request: FastifyRequest, reply: FastifyReply): Exchange {
  const exchange: Exchange = {
    request,
    reply,
    sessionToken: request.cookies[sessionCookie],
    preSession: hashToken(request.cookies[preSessionCookie] ?? ''),
    address: remoteAddress(request),
  };
  exchanges.set(request.raw, exchange);
  return exchange;
}

export function exchangeOf(req: IncomingMessage): Exchange {
  const exchange = exchanges.get(req);
  if (!exchange) throw new Error('the library asks outside of a request');
  return exchange;
}
