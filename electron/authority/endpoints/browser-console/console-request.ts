import type { IncomingHttpHeaders } from 'node:http';
import { refuse, type Refusal } from '../../../../shared/errors.ts';

/**
 * Names under which a browser of this computer, or the near end of a tunnel, reaches the console. Any other name may
 * be a stranger's, bound to the loopback address to speak in our place (DNS rebinding).
 */
const names = ['127.0.0.1', 'localhost', '[::1]'] as const;

/** Where the console is open, the way people are told first. */
export function listConsoleOrigins(port: number): string[] {
  return names.map((name) => `http://${withPort(name, port)}`);
}

export function checkConsoleHost(
  port: number,
  { host }: IncomingHttpHeaders,
): Refusal<'unknown_host'> | undefined {
  if (host !== undefined && names.some((name) => host.toLowerCase() === withPort(name, port)))
    return undefined;
  return refuse('unknown_host', { detail: host?.slice(0, 100) ?? 'no Host' });
}

/**
 * Forms and sockets come from a page of the very origin they are sent to: cookies do not tell the ports of a computer
 * apart, and another port may be anybody's. The host is known already.
 */
export function checkConsoleOrigin(headers: IncomingHttpHeaders): Refusal<'foreign_origin'> | undefined {
  const { origin, host = '', 'sec-fetch-site': site } = headers;
  const own =
    origin?.toLowerCase() === `http://${host.toLowerCase()}` &&
    (site === undefined || site === 'same-origin');
  return own ? undefined : refuse('foreign_origin', { detail: `Origin: ${String(origin).slice(0, 200)}` });
}

/** One name a port: browsers send the cookies of one port to all others of the same host. */
export function consoleCookieName(port: number): string {
  return `rollcall-console-${String(port)}`;
}

/** The token in a `Cookie` header that was set on this port; whatever has its name and another form is none. */
export function readConsoleCookie(port: number, header: string | undefined): string | undefined {
  const start = `${consoleCookieName(port)}=`;
  const found = (header ?? '').split(';').find((part) => part.trim().startsWith(start));
  return found?.trim().slice(start.length);
}

/** Browsers leave out port 80. */
function withPort(name: string, port: number): string {
  return port === 80 ? name : `${name}:${String(port)}`;
}
