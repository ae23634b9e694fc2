import { X509Certificate } from 'node:crypto';
import type { Logger } from './base/log/open-log.ts';
import { createFormPoster } from './base/net/post-form.ts';
import { findDistrust } from './base/tls/find-distrust.ts';
import { listTrustedCertificates } from './base/tls/trusted-certificates.ts';
import type { Dependencies } from './operations/dependencies.ts';
import { createAppTeller, type AppTeller } from './operations/tell-apps.ts';

/** An app that has not answered by then is taken for down, and asked again later. */
const timeoutMs = 5000;

/**
 * Tells apps over the network: over https only those whose certificate comes from this install's own authority, or from
 * one that this computer trusts.
 *
 * @param caPem of the install's own authority; undefined when it cannot be read
 */
export function openAppTeller(
  deps: Dependencies,
  { caPem, log }: { readonly caPem: () => string | undefined; readonly log: Pick<Logger, 'error'> },
): AppTeller {
  const listOwn = (): string[] => [caPem()].filter((pem) => pem !== undefined);
  return createAppTeller(deps, {
    poster: createFormPoster({
      listTrusted: () => [...listTrustedCertificates(), ...listOwn()],
      edition: () => listOwn().join(''),
      findDistrust(socket, hostname) {
        const [own] = listOwn();
        return findDistrust(socket, hostname, own === undefined ? undefined : new X509Certificate(own));
      },
      timeoutMs,
    }),
    random: Math.random,
    onError: (error) => log.error({ err: error }, 'telling an app of ended sessions failed'),
  });
}
