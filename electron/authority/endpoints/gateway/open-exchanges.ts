import type { Dependencies } from '../../operations/dependencies.ts';
import type { SignedIn } from '../../operations/find-session.ts';
import { mayEnter } from '../../operations/policies/may-enter.ts';
import type { App } from '../../records/apps/apps.ts';
import type { EndedSession } from '../../records/sessions/session.ts';

const seenEveryMs = 15_000;
/** Far more than browsers open by themselves; what a script has open beyond that is a mistake of it. */
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
  /** Undefined: the app itself answers for who it is. */
  readonly signedIn: SignedIn | undefined;
  readonly address: string;
  /** Ends it within a second. Called once. */
  cut(why: Cut): void;
}

/** Everything that is open through the gateway right now. */
export interface OpenExchanges {
  /** @returns what to call when it is over; undefined when the session has too many open */
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

/** Exchanges of nobody are kept under this. */
const nobody = '';

/** @param deps asked for late: the exchanges stand before the records they are told by */
export function createOpenExchanges(deps: () => Dependencies): OpenExchanges {
  const bySession = new Map<string, Set<Open>>();

  const forget = (sessionId: string, open: Open): void => {
    const own = bySession.get(sessionId);
    own?.delete(open);
    if (own?.size === 0) bySession.delete(sessionId);
  };
  const cut = (sessionId: string, open: Open, why: Cut): void => {
    forget(sessionId, open);
    open.exchange.cut(why);
  };
  const cutAll = (sessionId: string, why: Cut): void => {
    for (const open of bySession.get(sessionId) ?? []) cut(sessionId, open, why);
  };
  const ended = (session: EndedSession): void =>
    cutAll(session.id, { code: 4401, reason: session.ended.reason });

  /** Why an exchange that was right when it began is so no more. */
  const findFault = ({ app: before, signedIn }: Exchange): Cut | undefined => {
    const app = deps().apps.find(before.id);
    if (!app) return { code: 4403, reason: 'app_removed' };
    if (app.upstream !== before.upstream || app.url !== before.url || app.kind !== 'gateway') {
      return { code: 4403, reason: 'app_changed' };
    }
    if (!signedIn) {
      return app.foreignAuthorization === 'pass' ? undefined : { code: 4401, reason: 'not_signed_in' };
    }
    const user = deps().users.find(signedIn.user.id);
    return user && mayEnter(app, user) ? undefined : { code: 4403, reason: 'app_forbidden' };
  };

  return {
    open(exchange) {
      const { signedIn } = exchange;
      const sessionId = signedIn?.session.id ?? nobody;
      let own = bySession.get(sessionId);
      if (signedIn && own) {
        if (own.size >= exchangesPerSession) return undefined;
        if (exchange.kind === 'socket' && countSockets(own) >= socketsPerSession) return undefined;
      }
      if (!own) bySession.set(sessionId, (own = new Set()));
      const open: Open = { exchange, nextSeenAt: deps().clock.now() + seenEveryMs };
      own.add(open);
      return () => forget(sessionId, open);
    },

    ended,

    async tick() {
      const { sessions, clock } = deps();
      const now = clock.now();
      for (const [sessionId, own] of bySession) {
        if (sessionId !== nobody && !sessions.findById(sessionId)) {
          // It ended while this was being opened.
          const past = await sessions.findEnded({ id: sessionId });
          if (past) ended(past);
          else cutAll(sessionId, { code: 4401, reason: 'not_signed_in' });
          continue;
        }
        for (const open of own) {
          const fault = findFault(open.exchange);
          if (fault) cut(sessionId, open, fault);
          else if (open.nextSeenAt <= now) {
            open.nextSeenAt = now + seenEveryMs;
            // Open is seen: it does not mean that somebody uses it.
            if (sessionId !== nobody) sessions.touch(sessionId, now, 'seen', open.exchange.address);
          }
        }
      }
    },

    count: () => [...bySession.values()].reduce((sum, own) => sum + own.size, 0),

    closeAll() {
      for (const sessionId of Array.from(bySession.keys()))
        cutAll(sessionId, { code: 1001, reason: 'stopping' });
    },
  };
}
