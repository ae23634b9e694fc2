import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../../../shared/errors.ts';
import type { App } from '../../records/apps/apps.ts';

/** What people see of OpenID Connect. The pages are the portal's. */
export interface OidcPages {
  /** An answer that cannot go back to the app. @param app the one that sent them, where it is known */
  refused(request: FastifyRequest, reply: FastifyReply, code: ErrorCode, app: App | undefined): FastifyReply;
  /** An app asks to sign out. */
  signOut(
    request: FastifyRequest,
    reply: FastifyReply,
    ask: SignOutRequest,
  ): FastifyReply | Promise<FastifyReply>;
}

export interface SignOutRequest {
  readonly app: App | undefined;
  /** Whom the app takes the person for, by the token it sent; undefined: it did not say. */
  readonly userId: string | undefined;
  /** Where to go on afterwards; registered for the app. */
  readonly returnTo: string | undefined;
  /** Given back to the app there. */
  readonly state: string | undefined;
}
