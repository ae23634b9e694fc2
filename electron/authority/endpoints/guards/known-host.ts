import type { IncomingMessage } from 'node:http';
import { refuse, type Refusal } from '../../../../shared/errors.ts';
import type { Network } from '../../operations/dependencies.ts';

/** A name that is not ours may be a stranger's, bound to our address to speak in our place (DNS rebinding). */
export function checkKnownHost(
  network: Pick<Network, 'hosts'>,
  request: IncomingMessage,
): Refusal<'unknown_host'> | undefined {
  const host = request.headers.host;
  if (host !== undefined && network.hosts().has(host.toLowerCase())) return undefined;
  return refuse('unknown_host', { detail: host?.slice(0, 100) ?? 'no Host' });
}
