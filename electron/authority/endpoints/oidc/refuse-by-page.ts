import type { KoaContextWithOIDC } from 'oidc-provider';
import type { ErrorCode } from '../../../../shared/errors.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { exchangeOf } from './exchange.ts';
import type { OidcPages } from './oidc-pages.ts';

type LibraryError = Error & {
  readonly expose?: boolean;
  readonly statusCode?: number;
  readonly error_description?: string;
  readonly error_detail?: string;
};

/** An answer that cannot go back to the app: the person gets a page, the log gets what is wrong, under one reference. */
export function refuseByPage(
  edge: EdgeDependencies,
  pages: OidcPages,
  ctx: KoaContextWithOIDC,
  error: LibraryError,
): void {
  const exchange = exchangeOf(ctx.req);
  const { request, reply } = exchange;
  const clientId = ctx.oidc.client?.clientId ?? ctx.query['client_id'];
  const code = codeOf(error);
  if (code === 'oidc_request_invalid') {
    edge.log.warn(
      {
        requestId: request.id,
        error: error.message,
        description: error.error_description,
        detail: error.error_detail,
        client: String(clientId).slice(0, 100),
      },
      'an app asked in a way that does not fit its registration',
    );
  }
  const app = typeof clientId === 'string' ? edge.apps.find(clientId) : undefined;
  exchange.page = () => pages.refused(request, reply, code, app);
  ctx.respond = false;
}

function codeOf(error: LibraryError): ErrorCode {
  if (error.name === 'SessionNotFound') return 'ticket_invalid';
  if (error.statusCode === 503) return 'store_unavailable';
  return error.expose ? 'oidc_request_invalid' : 'internal';
}
