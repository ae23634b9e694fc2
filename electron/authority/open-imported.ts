import type { Refusal } from '../../shared/errors.ts';
import type { Logger } from './base/log/open-log.ts';
import type { ServedCertificate } from './base/net/https-servers.ts';
import type { Leaf } from './base/tls/loaded-authority.ts';
import {
  coversHost,
  decodeImportedCertificate,
  findDateFault,
  type ImportedCertificate,
} from './base/tls/imported-certificate.ts';
import { findImportedFile, removeImportedFile, writeImportedFile } from './base/tls/imported-file.ts';
import type { ImportedCertificates } from './operations/change-certificate.ts';
import type { ImportFacts } from './operations/show-certificate.ts';

export interface Imported extends ImportedCertificates {
  /** What is wrong or right with it now; undefined: none was imported. */
  facts(): ImportFacts | undefined;
  /**
   * Which certificate is shown under which name. Rollcall's own is shown wherever the imported one names nothing that
   * fits, and always to proxies, which know only Rollcall's own authority.
   * @param linkHost the host that links use
   */
  readonly serve: (own: Leaf, linkHost: string) => ServedCertificate;
}

type NameChoice = NonNullable<ServedCertificate['forName']>;

/** The name that proxies verify Rollcall under; see the snippets. */
const proxyName = 'rollcall.internal';

/**
 * Reads the certificate that the admin imported earlier. One that is there no more, or cannot be read, stands in the way of nothing:
 * Rollcall's own is shown meanwhile.
 *
 * @param expected it was imported and not taken away since
 */
export async function openImported(options: {
  readonly keysDir: string;
  readonly now: () => number;
  readonly expected: boolean;
  readonly log: Pick<Logger, 'error'>;
}): Promise<Imported> {
  const { keysDir, now, log } = options;
  let state: ImportedCertificate | 'missing' | 'unreadable' | undefined = await find();

  async function find(): Promise<typeof state> {
    try {
      const pair = await findImportedFile(keysDir);
      if (pair === undefined) return options.expected ? 'missing' : undefined;
      const decoded = decodeImportedCertificate(pair.certPem, pair.keyPem);
      if (decoded.ok) return decoded.certificate;
      log.error({ refusal: decoded }, 'the imported certificate cannot be used');
    } catch (error) {
      log.error({ err: error }, 'the imported certificate cannot be read');
    }
    return 'unreadable';
  }
  const inForce = (): ImportedCertificate | undefined =>
    typeof state === 'object' && findDateFault(state, now()) === undefined ? state : undefined;

  let choice: { imported: ImportedCertificate; own: string; forName: NameChoice } | undefined;
  /** The same function as long as both are the same. */
  const choiceBetween = (imported: ImportedCertificate, own: Leaf): NameChoice => {
    if (choice?.imported !== imported || choice.own !== own.certPem) {
      const forName: NameChoice = (name) =>
        name !== proxyName && coversHost(imported, name) ? imported : own;
      choice = { imported, own: own.certPem, forName };
    }
    return choice.forName;
  };

  return {
    facts() {
      if (state === undefined) return undefined;
      if (typeof state === 'string') return { state, dnsNames: [], ips: [], issuer: '' };
      const { dnsNames, ips, issuer, expiresAt } = state;
      return { state: findDateFault(state, now()) ?? 'in_force', dnsNames, ips, issuer, expiresAt };
    },
    serve(own, linkHost) {
      const imported = inForce();
      if (imported === undefined) return own;
      // Who asks for an address sends no name to choose by.
      const fitsAddresses = isAddress(linkHost)
        ? coversHost(imported, linkHost)
        : own.ips.some((ip) => !isLoopback(ip) && coversHost(imported, ip));
      const { keyPem, certPem } = fitsAddresses ? imported : own;
      return { keyPem, certPem, forName: choiceBetween(imported, own) };
    },
    async put(
      certificate,
    ): Promise<{ ok: true; takeBack: () => Promise<void> } | Refusal<'store_unavailable'>> {
      const before = state;
      const write = (wanted: typeof state): Promise<void> =>
        typeof wanted === 'object' ? writeImportedFile(keysDir, wanted) : removeImportedFile(keysDir);
      try {
        await write(certificate);
      } catch (error) {
        return { ok: false, code: 'store_unavailable', detail: String(error) };
      }
      state = certificate;
      return {
        ok: true,
        async takeBack() {
          state = before;
          await write(before);
        },
      };
    },
  };
}

function isAddress(host: string): boolean {
  return host.startsWith('[') || /^[\d.]+$/.test(host);
}

function isLoopback(ip: string): boolean {
  return ip === '::1' || ip.startsWith('127.');
}
