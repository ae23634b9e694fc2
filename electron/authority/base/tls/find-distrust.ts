import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';

const reasons: Readonly<Record<string, Exclude<Distrust['why'], 'unknown_issuer'>>> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not_valid_yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'other_name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'signed_by_itself',
};

export type Distrust =
  | { readonly why: 'expired' | 'not_valid_yet' | 'other_name' | 'signed_by_itself' }
  /** `detail`: the code of the TLS library. */
  | { readonly why: 'unknown_issuer'; readonly detail: string };

/**
 * Why the other end of a connection that was made with `rejectUnauthorized: false` is not trusted; undefined when it is. What the install's own authority has issued is looked at here, since the TLS client of Electron does not
 * take that authority (see docs/decisions/0003-name-constraints-and-boringssl.md).
 *
 * @param hostname name or address it was connected to
 */
export function findDistrust(
  socket: TLSSocket,
  hostname: string,
  own: X509Certificate | undefined,
): Distrust | undefined {
  if (socket.authorized) return undefined;
  const leaf = socket.getPeerX509Certificate();
  if (!leaf || !own || !leaf.checkIssued(own) || !leaf.verify(own.publicKey)) {
    const code = String(socket.authorizationError);
    const why = reasons[code];
    return why === undefined ? { why: 'unknown_issuer', detail: code } : { why };
  }
  // As for every certificate, the clock of this computer counts.
  const now = Date.now();
  if (now < Date.parse(leaf.validFrom)) return { why: 'not_valid_yet' };
  if (now > Date.parse(leaf.validTo)) return { why: 'expired' };
  const isNamed = isIP(hostname) === 0 ? leaf.checkHost(hostname) : leaf.checkIP(hostname);
  return isNamed === undefined ? { why: 'other_name' } : undefined;
}
