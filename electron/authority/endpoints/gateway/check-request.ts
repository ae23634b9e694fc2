import type { IncomingMessage } from 'node:http';

/**
 * What node's strict parser lets pass and two readers could still take in two ways. @returns whether the request is
 * refused
 */
export function isAmbiguous({ url = '', headers, rawHeaders, upgrade }: CheckedRequest): boolean {
  // An absolute address names another server; `*` is for the server itself.
  if (!url.startsWith('/')) return true;
  if (countOf(rawHeaders, 'host') > 1) return true;
  const encoding = headers['transfer-encoding'];
  if (encoding !== undefined && encoding.trim().toLowerCase() !== 'chunked') return true;
  const length = headers['content-length'];
  if (encoding !== undefined && length !== undefined) return true;
  // Folded lines come as one, with their line ends.
  if (rawHeaders.some((text) => /[\r\n\0]/.test(text))) return true;
  return upgrade === true && (encoding !== undefined || (length !== undefined && length !== '0'));
}

export type CheckedRequest = Pick<IncomingMessage, 'url' | 'headers' | 'rawHeaders'> & {
  readonly upgrade?: boolean;
};

function countOf(rawHeaders: readonly string[], name: string): number {
  return rawHeaders.filter((text, n) => n % 2 === 0 && text.toLowerCase() === name).length;
}
