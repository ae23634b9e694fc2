import { Batch } from '../base/storage/batch.ts';
import type { App } from '../records/apps/apps.ts';
import type { Dependencies } from './dependencies.ts';
import type { SignedIn } from './find-session.ts';
import { appEmail } from './policies/app-email.ts';
import { findMismatch } from './policies/identity-mismatch.ts';

/** An app says it at each of its requests, and what it says may be made up by the client anew each time. */
const notedAgainMs = 60_000;
const pairsKept = 1000;

/**
 * Makes the step that compares whom an app takes the person for with whom Rollcall does. A difference is recorded at
 * the app and in the audit, once a minute for each session in an app, whatever was told; the request goes on all the
 * same. It answers nobody, so it waits for no disk.
 *
 * @param told the value of the cookie or header in which the app says it
 */
export function makeIdentityNote(
  deps: Dependencies,
): (app: App, signedIn: SignedIn, told: string | undefined) => void {
  const notedAt = new Map<string, number>();
  return ({ id, tells }, { user, session }, told) => {
    if (!tells) return;
    const email = appEmail(user, deps.settings.current().oidc.emailDomain);
    const who = findMismatch(tells, { id: user.id, name: user.name, email }, told);
    if (who === undefined) return;
    const now = deps.clock.now();
    const pair = `${session.id} ${id}`;
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
      data: { app: app.name, session: session.id, device: session.device, takesFor: who, from: tells.from },
    });
    void deps.database.commit(batch);
  };
}
