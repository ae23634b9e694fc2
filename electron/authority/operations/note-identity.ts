import { Batch } from '../base/storage/batch.ts';
import type { App } from '../records/apps/apps.ts';
import type { Dependencies } from './dependencies.ts';
import type { SignedIn } from './find-session.ts';
import { findMismatch } from './policies/identity-mismatch.ts';

/** An app says the same thing at each of its requests. */
const notedAgainMs = 60_000;
const pairsKept = 1000;

/**
 * Makes the step that compares whom an app takes the person for with whom Rollcall does. A difference is recorded at
 * the app and in the audit, once a minute for each pair; the request goes on all the same. It answers nobody, so it
 * waits for no disk.
 *
 * @param told the value of the cookie or header in which the app says it
 */
export function makeIdentityNote(
  deps: Dependencies,
): (app: App, signedIn: SignedIn, told: string | undefined) => void {
  const notedAt = new Map<string, number>();
  return ({ id, tells }, { user, session }, told) => {
    const who = tells && findMismatch(tells, user, told);
    if (who === undefined) return;
    const now = deps.clock.now();
    const pair = JSON.stringify([id, user.id, who]);
    const before = notedAt.get(pair);
    if (before !== undefined && now - before < notedAgainMs) return;
    notedAt.delete(pair);
    notedAt.set(pair, now);
    const [oldest] = notedAt.keys();
    if (notedAt.size > pairsKept && oldest !== undefined) notedAt.delete(oldest);

    const app = deps.apps.find(id);
    if (!app) return;
    const batch = new Batch();
    deps.apps.put(batch, { ...app, mismatch: { at: now, user: user.name, app: who } });
    deps.audit.append(batch, {
      at: now,
      action: 'app.mismatch',
      actor: `user:${user.name}`,
      subject: id,
      address: session.address,
      data: { app: app.name, session: session.id, device: session.device, takesFor: who },
    });
    void deps.database.commit(batch);
  };
}
