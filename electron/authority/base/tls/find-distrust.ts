import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';

const words: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'it is for another name or address',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is signed by itself',
};

/**
 * Why the other end of a connection that was made with `rejectUnauthorized: false` is not trusted, in words; undefined
 * when it is. What the install's own authority has issued is looked at here, since the TLS client of Electron does not
 * take that authority (see docs/decisions/0003-name-constraints-and-boringssl.md).
 *
 * @param hostname name or address it was connected to
 */
export function findDistrust(
  socket: TLSSocket,
  hostname: string,
  own: X509Certificate | undefined,
): string | undefined {
  if (socket.authorized) return undefined;
  const leaf = socket.getPeerX509Certificate();
  if (!leaf || !own || !leaf.checkIssued(own) || !leaf.verify(own.publicKey)) {
    const code = String(socket.authorizationError);
    return words[code] ?? `nobody that this computer trusts has issued it (${code})`;
  }
  // As for every certificate, the clock of this computer counts.
  const now = Date.now();
  if (now < Date.parse(leaf.validFrom)) return words['CERT_NOT_YET_VALID'];
  if (now > Date.parse(leaf.validTo)) return words['CERT_HAS_EXPIRED'];
  const isNamed = isIP(hostname) === 0 ? leaf.checkHost(hostname) : leaf.checkIP(hostname);
  return isNamed === undefined ? words['ERR_TLS_CERT_ALTNAME_INVALID'] : undefined;
}
