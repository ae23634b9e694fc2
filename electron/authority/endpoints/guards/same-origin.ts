import type { IncomingMessage } from 'node:http';
import { refuse, type Refusal } from '../../../../shared/errors.ts';

/**
 * A form must come from a page of the very origin it is sent to. Another port of the same address is only
 * `same-site`, and may be anybody's. The host is known already.
 */
export function checkSameOrigin(request: IncomingMessage): Refusal<'foreign_origin'> | undefined {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreign =
    origin === undefined ||
    origin.toLowerCase() !== `https://${(host ?? '').toLowerCase()}` ||
    (site !== undefined && site !== 'same-origin');
  return foreign
    ? refuse('foreign_origin', { detail: `Origin: ${String(origin).slice(0, 200)}` })
    : undefined;
}
