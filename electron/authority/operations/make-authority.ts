import type { Refusal } from '../../../shared/errors.ts';
import { Batch } from '../base/storage/batch.ts';
import { confirmAdmin, type AdminProof, type AdminRefusal } from './confirm-admin.ts';
import type { Dependencies } from './dependencies.ts';
import { isoTime } from './show.ts';

/** A certificate authority that is ready to take the place of the one there is. */
export interface AuthorityInWaiting {
  /** Upper-case hex with colons. */
  readonly fingerprint: string;
  readonly words: readonly string[];
  /** Of the one it takes the place of; empty when that cannot be read. */
  readonly replaced: string;
  readonly expiresAt: number;
  /** How many devices are known to trust the one it takes the place of. */
  readonly trustingDevices: number;
  /** It is in force once this batch is on disk, and not before. */
  stage(batch: Batch): void;
}

/**
 * Makes one, and puts it in force when `record` has it on disk; when that refuses, everything stays as it was.
 */
export type ReplaceAuthority = (
  record: (next: AuthorityInWaiting) => Promise<{ ok: true } | Refusal<'store_unavailable'>>,
) => Promise<{ ok: true } | Refusal<'store_unavailable'>>;

/**
 * A new certificate authority in the place of Rollcall's own, in force at once and for good: devices and apps have to trust
 * it anew. Nobody is signed out; what signs for OpenID Connect stays.
 */
export async function makeAuthority(
  deps: Dependencies,
  proof: AdminProof,
  actor: string,
  replace: ReplaceAuthority,
): Promise<
  | { ok: true; fingerprint: string; words: string[]; validUntil: string }
  | AdminRefusal
  | Refusal<'store_unavailable'>
> {
  const confirmed = await confirmAdmin(deps, proof, actor);
  if (!confirmed.ok) return confirmed;
  let made = { fingerprint: '', words: [''], validUntil: '' };
  const replaced = await replace(async (next) => {
    made = {
      fingerprint: next.fingerprint,
      words: [...next.words],
      validUntil: isoTime(next.expiresAt),
    };
    const batch = new Batch();
    next.stage(batch);
    deps.audit.append(batch, {
      at: deps.clock.now(),
      action: 'certificate.authority_made',
      actor,
      subject: next.fingerprint,
      data: {
        admin: confirmed.name,
        validUntil: made.validUntil,
        replaced: next.replaced,
        trustingDevices: next.trustingDevices,
      },
    });
    return deps.database.commit(batch);
  });
  return replaced.ok ? { ok: true, ...made } : replaced;
}
