import type { IncomingMessage } from 'node:http';

/** Address of the socket's other end, to show. Forwarded headers are never read here; IPv4 looks like IPv4. */
export function remoteAddress(request: { readonly raw: IncomingMessage } | IncomingMessage): string {
  const { socket } = 'raw' in request ? request.raw : request;
  const address = socket.remoteAddress ?? '';
  return address.startsWith('::ffff:') ? address.slice(7) : address;
}
