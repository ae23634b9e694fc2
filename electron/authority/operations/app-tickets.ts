import { refuse, type Refusal } from '../../../shared/errors.ts';
import { hashToken, isToken, makeToken } from '../base/crypto/tokens.ts';
import { Batch } from '../base/storage/batch.ts';
import type { App } from '../records/apps/apps.ts';
import type { Session } from '../records/sessions/session.ts';
import type { Dependencies } from './dependencies.ts';
import { checkLive, type SignedIn } from './find-session.ts';
import { mayEnter } from './policies/may-enter.ts';

const appTicketMs = 60_000;
/** Longer addresses are no addresses people return to; nginx takes 8 KB of them by default. */
const returnAddressMax = 8192;

/**
 * A one-time ticket that carries a session from the portal to an app's host. It is good for that app, that session,
 * the browser with that state cookie, and that address of the app.
 *
 * @param stateHash SHA-256 (base64url) of the state cookie on the app's host
 * @param returnTo full address on the app's registered origin
 */
export async function openAppTicket(
  deps: Dependencies,
  request: {
    readonly session: Session;
    readonly app: App;
    readonly stateHash: string;
    readonly returnTo: string;
    readonly address: string;
  },
): Promise<
  { ok: true; ticket: string } | Refusal<'return_address_refused' | 'app_forbidden' | 'store_unavailable'>
> {
  const { session, app, stateHash } = request;
  if (!isAllowed(deps, app, session)) return refuse('app_forbidden');
  const returnTo = checkReturnAddress(app, request.returnTo);
  if (returnTo === undefined) return refuse('return_address_refused');
  const ticket = makeToken('rct');
  const batch = new Batch();
  deps.tickets.add(
    batch,
    hashToken(ticket),
    { kind: 'app', appId: app.id, sessionId: session.id, stateHash, returnTo },
    deps.clock.now() + appTicketMs,
  );
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, ticket } : committed;
}

/** A ticket that opens nothing. `begunElsewhere`: it is good, but for another state; where it would have led. */
type TicketRefusal = Refusal<'ticket_invalid' | 'store_unavailable'> & { readonly begunElsewhere?: string };

/**
 * The browser is back at the app's host with its ticket: spends it and makes the secret of the app's cookie.
 * A ticket of another browser or app is refused and stays good for its own.
 */
export async function redeemAppTicket(
  deps: Dependencies,
  request: {
    readonly ticket: string;
    readonly app: App;
    readonly stateHash: string;
    readonly address: string;
  },
): Promise<({ ok: true; token: string; returnTo: string } & SignedIn) | TicketRefusal> {
  const { app, stateHash, address } = request;
  if (!isToken(request.ticket, 'rct')) return refuse('ticket_invalid');
  const ticketHash = hashToken(request.ticket);
  const ticket = deps.tickets.find(ticketHash, 'app', deps.clock.now());
  if (!ticket || ticket.appId !== app.id) return refuse('ticket_invalid');
  if (ticket.stateHash !== stateHash) {
    return { ...refuse('ticket_invalid'), begunElsewhere: ticket.returnTo };
  }
  const signedIn = checkLive(deps, deps.sessions.findById(ticket.sessionId), 'used', address);
  if (!signedIn) return refuse('ticket_invalid');

  const batch = new Batch();
  deps.tickets.spend(batch, ticketHash);
  const token = stageGrant(deps, batch, { ...signedIn, app, address, way: 'browser' });
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, token, returnTo: ticket.returnTo, ...signedIn } : committed;
}

/** What a native client with a session of its own sends to an app. */
export async function makeAppToken(
  deps: Dependencies,
  request: { readonly session: Session; readonly appId: string; readonly address: string },
): Promise<
  | { ok: true; token: string }
  | Refusal<'app_not_found' | 'app_forbidden' | 'not_signed_in' | 'store_unavailable'>
> {
  const app = deps.apps.find(request.appId);
  if (!app) return refuse('app_not_found');
  const signedIn = checkLive(deps, deps.sessions.findById(request.session.id), 'none', request.address);
  if (!signedIn) return refuse('not_signed_in');
  if (!mayEnter(app, signedIn.user)) return refuse('app_forbidden');
  const batch = new Batch();
  const token = stageGrant(deps, batch, { ...signedIn, app, address: request.address, way: 'api' });
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, token } : committed;
}

/**
 * The address as browsers write it, when it lies on the app's registered origin and is not part of Rollcall's own
 * `/.rollcall/`; undefined otherwise.
 */
export function checkReturnAddress(app: App, returnTo: string): string | undefined {
  if (returnTo.length > returnAddressMax || !URL.canParse(returnTo)) return undefined;
  const url = new URL(returnTo);
  if (url.origin !== app.url || url.username !== '' || url.password !== '') return undefined;
  return url.pathname.startsWith('/.rollcall/') ? `${app.url}/` : url.href;
}

function isAllowed(deps: Dependencies, app: App, session: Session): boolean {
  const user = deps.users.find(session.userId);
  return user !== undefined && mayEnter(app, user);
}

function stageGrant(
  deps: Dependencies,
  batch: Batch,
  entry: SignedIn & { readonly app: App; readonly address: string; readonly way: 'browser' | 'api' },
): string {
  const { session, user, app, address, way } = entry;
  const now = deps.clock.now();
  const token = makeToken('rca');
  deps.grants.add(batch, hashToken(token), { sessionId: session.id, appId: app.id }, now);
  deps.audit.append(batch, {
    at: now,
    action: 'app.entered',
    actor: `user:${user.name}`,
    subject: app.id,
    address,
    data: { app: app.name, session: session.id, device: session.device, way },
  });
  return token;
}
