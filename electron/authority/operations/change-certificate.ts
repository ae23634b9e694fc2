import type { Refusal } from '../../../shared/errors.ts';
import type { Leaf } from '../base/tls/loaded-authority.ts';
import {
  decodeImportedCertificate,
  findDateFault,
  unfit,
  type ImportedCertificate,
} from '../base/tls/imported-certificate.ts';
import { Batch } from '../base/storage/batch.ts';
import type { Dependencies } from './dependencies.ts';
import { isoTime } from './show.ts';
import { listUncovered } from './show-certificate.ts';

/** Where an imported certificate is kept. */
export interface ImportedCertificates {
  /** On disk when it resolves; undefined takes away what was there. `takeBack` puts back what was before. */
  readonly put: (
    certificate: ImportedCertificate | undefined,
  ) => Promise<{ ok: true; takeBack: () => Promise<void> } | Refusal<'store_unavailable'>>;
}

type CertificateDependencies = Pick<
  Dependencies,
  'audit' | 'clock' | 'database' | 'install' | 'network' | 'settings'
>;

/** Makes a new certificate of Rollcall's own authority, with the names and addresses of now, and puts it in force. */
export async function renewCertificate(
  deps: Pick<Dependencies, 'audit' | 'clock' | 'database'>,
  actor: string,
  issue: () => Promise<Leaf | Refusal>,
): Promise<{ ok: true; validUntil: string } | Refusal<'store_unavailable'>> {
  const leaf = await issue();
  if (!leaf.ok) return { ok: false, code: 'store_unavailable', detail: `${leaf.code} ${leaf.detail ?? ''}` };
  const validUntil = isoTime(leaf.expiresAt);
  const batch = new Batch();
  deps.audit.append(batch, {
    at: deps.clock.now(),
    action: 'certificate.renewed',
    actor,
    subject: 'rollcall',
    data: { validUntil },
  });
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, validUntil } : committed;
}

/** Puts a certificate of somebody else's authority beside Rollcall's own. Takes effect with the next connection. */
export async function importCertificate(
  deps: CertificateDependencies,
  pem: { readonly certificatePem: string; readonly keyPem: string },
  actor: string,
  imported: ImportedCertificates,
): Promise<
  | { ok: true; names: string[]; validUntil: string; uncovered: string[] }
  | Refusal<'certificate_unfit' | 'store_unavailable'>
> {
  const decoded = decodeImportedCertificate(pem.certificatePem, pem.keyPem);
  if (!decoded.ok) return decoded;
  const { certificate } = decoded;
  const fault = findDateFault(certificate, deps.clock.now());
  if (fault !== undefined) return unfit(fault);
  const names = [...certificate.dnsNames, ...certificate.ips];
  const validUntil = isoTime(certificate.expiresAt);
  const recorded = await record(deps, imported, certificate, (batch, at) => {
    deps.install.note(batch, 'certificate_imported_at', at);
    deps.audit.append(batch, {
      at,
      action: 'certificate.imported',
      actor,
      subject: names[0] ?? '',
      data: { names, issuer: certificate.issuer, validUntil },
    });
  });
  return recorded.ok
    ? { ok: true, names, validUntil, uncovered: listUncovered(deps, certificate) }
    : recorded;
}

/** From now on Rollcall's own certificate is shown everywhere. */
export async function removeCertificate(
  deps: CertificateDependencies,
  actor: string,
  imported: ImportedCertificates,
): Promise<{ ok: true } | Refusal<'store_unavailable'>> {
  return record(deps, imported, undefined, (batch, at) => {
    // Nothing is expected in the folder of keys any more.
    deps.install.note(batch, 'certificate_imported_at', 0);
    deps.audit.append(batch, { at, action: 'certificate.removed', actor, subject: 'imported' });
  });
}

/** The file first, since it cannot be part of the batch; it goes back when the batch is refused. */
async function record(
  deps: CertificateDependencies,
  imported: ImportedCertificates,
  certificate: ImportedCertificate | undefined,
  stage: (batch: Batch, at: number) => void,
): Promise<{ ok: true } | Refusal<'store_unavailable'>> {
  const kept = await imported.put(certificate);
  if (!kept.ok) return kept;
  const batch = new Batch();
  stage(batch, deps.clock.now());
  const committed = await deps.database.commit(batch);
  if (committed.ok) return { ok: true };
  await kept.takeBack();
  return committed;
}
