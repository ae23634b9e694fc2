import { refuse, type Refusal } from '../../../shared/errors.ts';
import { makePause } from '../base/make-pause.ts';
import { Batch } from '../base/storage/batch.ts';
import type { User } from '../records/users/users.ts';
import type { Dependencies } from './dependencies.ts';
import { hashOneTimeCode, makeOneTimeCode } from './one-time-codes.ts';

export interface WelcomeCode {
  readonly code: string;
  /** Authority time, epoch ms. */
  readonly expiresAt: number;
}

/** A slip of paper handed out before the weekend still works after it; a reset is done at the desk. */
export const firstUseCodeMs = 7 * 24 * 3600 * 1000;
const resetCodeMs = 15 * 60 * 1000;

/** A one-time code: for a user without a password good for 7 days, as a reset for 15 minutes. */
export async function makeUserCode(
  deps: Dependencies,
  id: string,
  actor: string,
): Promise<{ ok: true; welcome: WelcomeCode } | Refusal<'user_not_found' | 'store_unavailable'>> {
  const made = await makeUserCodes(deps, [id], actor);
  if (!made.ok) return made;
  const [first] = made.codes;
  return first ? { ok: true, welcome: first } : refuse('user_not_found');
}

/** The same for many, all or none; an earlier code of each stops working. In the order of `ids`. */
export async function makeUserCodes(
  deps: Dependencies,
  ids: readonly string[],
  actor: string,
): Promise<
  | { ok: true; codes: readonly (WelcomeCode & { readonly user: User })[] }
  | Refusal<'user_not_found' | 'store_unavailable'>
> {
  const pause = makePause();
  const made: { readonly id: string; readonly code: string; readonly codeHash: string }[] = [];
  for (const id of new Set(ids)) {
    if (!deps.users.find(id)) return refuse('user_not_found', { data: { id } });
    const code = makeOneTimeCode();
    made.push({ id, code, codeHash: hashOneTimeCode(id, code) });
    await pause();
  }
  // From here on without a pause: each user as it is now.
  const now = deps.clock.now();
  const users = new Map<string, User>();
  for (const { id } of made) {
    const user = deps.users.find(id);
    if (!user) return refuse('user_not_found', { data: { id } });
    users.set(id, user);
  }
  const batch = new Batch();
  const codes = made.flatMap(({ id, code, codeHash }) => {
    const user = users.get(id);
    if (!user) return [];
    const expiresAt = now + (user.passwordHash === undefined ? firstUseCodeMs : resetCodeMs);
    deps.users.put(batch, { ...user, codeHash, codeExpiresAt: expiresAt });
    deps.audit.append(batch, { at: now, action: 'user.code_made', actor, subject: user.name });
    return [{ user, code, expiresAt }];
  });
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, codes } : committed;
}
