import { hashToken } from '../base/crypto/tokens.ts';
import type { Batch } from '../base/storage/batch.ts';
import type { App } from '../records/apps/apps.ts';
import type { Session } from '../records/sessions/session.ts';
import type { Dependencies } from './dependencies.ts';
import { checkLive, type SignedIn } from './find-session.ts';
import { mayEnter } from './policies/may-enter.ts';
import { absoluteEndOf } from './rules-in-force.ts';

/** Who is signed in to an app by OpenID Connect, and with which session. */
export interface OidcEntry extends SignedIn {
  readonly app: App;
}

/**
 * A session has one grant to an app, however often it goes there. The id is no secret: whoever knows it has nothing.
 */
export function oidcGrantId(session: Pick<Session, 'id'>, app: Pick<App, 'id'>): string {
  return `${session.id}.${app.id}`;
}

/**
 * What a grant opens right now: its session must be live, its user neither gone nor disabled and still one of those who
 * may enter, its app there and of OpenID Connect. The check path of everything an app presents.
 *
 * @param use `seen`: the app acts on its own, the person need not be there
 */
export function findGranted(
  deps: Dependencies,
  grantId: unknown,
  use: 'seen' | 'none',
): OidcEntry | undefined {
  if (typeof grantId !== 'string') return undefined;
  const grant = deps.grants.find(hashToken(grantId));
  const app = grant && deps.apps.find(grant.appId);
  const session = grant && deps.sessions.findById(grant.sessionId);
  if (!app?.oidc || !session) return undefined;
  // Of a device that was let in by its code the app is all there is: what it does is what the person does with it.
  const counts = use === 'seen' && session.method === 'device' ? 'used' : use;
  // Where the app's own server is says nothing about the device.
  const signedIn = checkLive(deps, session, counts, session.address);
  if (!signedIn || !mayEnter(app, signedIn.user)) return undefined;
  if (use === 'seen') deps.apps.touch(app.id, deps.clock.now());
  return { ...signedIn, app };
}

/** A session hands out its grant to an app: who was let in where stands in the audit each time. */
export function stageOidcGrant(
  deps: Dependencies,
  batch: Batch,
  entry: OidcEntry & { readonly address: string; readonly way: 'openid_connect' | 'device_flow' },
): void {
  const { session, user, app, address, way } = entry;
  const now = deps.clock.now();
  const grantHash = hashToken(oidcGrantId(session, app));
  if (!deps.grants.find(grantHash))
    deps.grants.add(batch, grantHash, { sessionId: session.id, appId: app.id }, now);
  deps.apps.touch(app.id, now);
  deps.audit.append(batch, {
    at: now,
    action: 'app.entered',
    actor: `user:${user.name}`,
    subject: app.id,
    address,
    data: { app: app.name, session: session.id, device: session.device, way },
  });
}

/**
 * How long something that belongs to this session may live: at most so many seconds, and never beyond its absolute end.
 */
export function secondsWithin(deps: Dependencies, session: Session, seconds: number): number {
  const left = Math.floor((absoluteEndOf(deps, session) - deps.clock.now()) / 1000);
  return Math.max(1, Math.min(seconds, left));
}

/**
 * A moment of authority time in the seconds of the computer's clock, which tokens are dated by: both differ only while
 * that clock is wrong.
 */
export function tokenSeconds(deps: Pick<Dependencies, 'clock'>, at: number): number {
  return Math.floor(at / 1000) + Math.round((Date.now() - deps.clock.now()) / 1000);
}
