import type { Dependencies } from '../../operations/dependencies.ts';
import type { SignedIn } from '../../operations/find-session.ts';
import { mayEnter } from '../../operations/policies/may-enter.ts';
import type { App } from '../../records/apps/apps.ts';
import type { EndedSession } from '../../records/sessions/session.ts';

const seenEveryMs = 15_000;
/**
 * Far more than browsers open by themselves; what a script has open beyond that is a mistake of it. Where the app itself
 * answers for who it is, each address may have as many to each app.
 */
export const exchangesPerSession = 250;
export const socketsPerSession = 100;

/** Why an exchange is cut: what a WebSocket client reads in its Close frame, and a stream of events in its last event. */
export interface Cut {
  /** Close code: 4401: signed out; 4403: may not be here any more; 1001: Rollcall stops. */
  readonly code: 4401 | 4403 | 1001;
  /** The reason of the end of the session, or a word of its own. */
  readonly reason: string;
}

/** A request under way, a stream or a WebSocket. */
export interface Exchange {
  readonly kind: 'request' | 'socket';
  readonly app: App;
  /** Undefined: the app itself answers for who it is, or it is of the check. */
  readonly signedIn: SignedIn | undefined;
  /** Of the check of the app, which passes as nobody and ends by itself: the app may take its time for it. */
  readonly ofCheck: boolean;
  readonly address: string;
  /** Ends it within a second. Called once. */
  cut(why: Cut): void;
}

/** Everything that is open through the gateway right now. */
export interface OpenExchanges {
  /** @returns what to call when it is over; undefined when the session, or the address without one, has too many open */
  open(exchange: Exchange): (() => void) | undefined;
  /** Cuts everything of a session that has ended. */
  ended(session: EndedSession): void;
  /** Shows sessions as seen, cuts what may not be any more; called each second. */
  tick(): Promise<void>;
  count(): number;
  closeAll(): void;
}

interface Open {
  readonly exchange: Exchange;
  nextSeenAt: number;
}

function countSockets(own: ReadonlySet<Open>): number {
  let sockets = 0;
  for (const { exchange } of own) if (exchange.kind === 'socket') sockets += 1;
  return sockets;
}

/** What shares a limit: a session's, or without one what an address has open to an app. */
interface Group {
  readonly sessionId: string | undefined;
  readonly open: Set<Open>;
}

/** No session's id has a space. */
function keyOf({ signedIn, app, address }: Exchange): string {
  return signedIn?.session.id ?? `${app.id} ${address}`;
}

/** @param deps asked for late: the exchanges stand before the records they are told by */
export function createOpenExchanges(deps: () => Dependencies): OpenExchanges {
  const groups = new Map<string, Group>();

  const forget = (key: string, open: Open): void => {
    const group = groups.get(key);
    group?.open.delete(open);
    if (group?.open.size === 0) groups.delete(key);
  };
  const cut = (key: string, open: Open, why: Cut): void => {
    forget(key, open);
    open.exchange.cut(why);
  };
  const cutAll = (key: string, why: Cut): void => {
    for (const open of groups.get(key)?.open ?? []) cut(key, open, why);
  };
  const ended = (session: EndedSession): void =>
    cutAll(session.id, { code: 4401, reason: session.ended.reason });

  /** Why an exchange that was right when it began is so no more. */
  const findFault = ({ app: before, signedIn, ofCheck }: Exchange): Cut | undefined => {
    const app = deps().apps.find(before.id);
    if (!app) return { code: 4403, reason: 'app_removed' };
    if (app.upstream !== before.upstream || app.url !== before.url || app.kind !== 'gateway') {
      return { code: 4403, reason: 'app_changed' };
    }
    if (ofCheck) return undefined;
    if (!signedIn) {
      return app.foreignAuthorization === 'pass' ? undefined : { code: 4401, reason: 'not_signed_in' };
    }
    const user = deps().users.find(signedIn.user.id);
    return user && mayEnter(app, user) ? undefined : { code: 4403, reason: 'app_forbidden' };
  };

  return {
    open(exchange) {
      const key = keyOf(exchange);
      let group = groups.get(key);
      if (group) {
        if (group.open.size >= exchangesPerSession) return undefined;
        if (exchange.kind === 'socket' && countSockets(group.open) >= socketsPerSession) return undefined;
      } else groups.set(key, (group = { sessionId: exchange.signedIn?.session.id, open: new Set() }));
      const open: Open = { exchange, nextSeenAt: deps().clock.now() + seenEveryMs };
      group.open.add(open);
      return () => forget(key, open);
    },

    ended,

    async tick() {
      const { sessions, clock } = deps();
      const now = clock.now();
      for (const [key, { sessionId, open: own }] of groups) {
        if (sessionId !== undefined && !sessions.findById(sessionId)) {
          // It ended while this was being opened.
          const past = await sessions.findEnded({ id: sessionId });
          if (past) ended(past);
          else cutAll(key, { code: 4401, reason: 'not_signed_in' });
          continue;
        }
        for (const open of own) {
          const fault = findFault(open.exchange);
          if (fault) cut(key, open, fault);
          else if (open.nextSeenAt <= now) {
            open.nextSeenAt = now + seenEveryMs;
            // Open is seen: it does not mean that somebody uses it.
            if (sessionId !== undefined) sessions.touch(sessionId, now, 'seen', open.exchange.address);
          }
        }
      }
    },

    count: () => [...groups.values()].reduce((sum, { open }) => sum + open.size, 0),

    closeAll() {
      for (const key of Array.from(groups.keys())) cutAll(key, { code: 1001, reason: 'stopping' });
    },
  };
}
