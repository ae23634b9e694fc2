import { refuse, type Refusal } from '../../../shared/errors.ts';
import { confirmAdmin, type AdminProof, type AdminRefusal } from './confirm-admin.ts';
import type { Dependencies } from './dependencies.ts';

export interface ConfirmedRestore {
  readonly ok: true;
  /** Who has confirmed it; undefined: nobody had to. */
  readonly admin: string | undefined;
  /** To be asked in the turn in which the restore begins to write: to open a backup takes a while. */
  whyVoid(): Refusal<'credentials'> | undefined;
}

/**
 * A backup in the place of everything is what a thief of a session, or somebody at a desk left open, would bring: from the
 * console it takes the password of an admin of this install. The command line needs none, since whoever runs it owns the
 * data and could replace the files themselves; nor does an install without an admin, where there is nobody to ask.
 *
 * @param actor who calls, by the way the call has come in and never by what it says of itself
 */
export async function confirmRestore(
  deps: Dependencies,
  proof: AdminProof | undefined,
  actor: string,
): Promise<ConfirmedRestore | AdminRefusal> {
  if (actor === 'cli') return { ok: true, admin: undefined, whyVoid: () => undefined };
  const hasAdmin = (): boolean => deps.users.list().some(({ admin }) => admin);
  if (!hasAdmin()) {
    return { ok: true, admin: undefined, whyVoid: () => (hasAdmin() ? refuse('credentials') : undefined) };
  }
  if (!proof) return refuse('credentials');
  const confirmed = await confirmAdmin(deps, proof, actor);
  if (!confirmed.ok) return confirmed;
  const { name, holds } = confirmed;
  return { ok: true, admin: name, whyVoid: () => (holds() ? undefined : refuse('credentials')) };
}
