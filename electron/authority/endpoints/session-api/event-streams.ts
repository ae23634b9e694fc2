import type { Dependencies } from '../../operations/dependencies.ts';
import { expiryInForce } from '../../operations/rules-in-force.ts';
import { isoTime } from '../../operations/show.ts';
import type { EndedSession, Session } from '../../records/sessions/session.ts';
import { wireEnd } from './wire.ts';

const heartbeatMs = 15_000;
const warnBeforeMs = 5 * 60_000;
const streamsPerSession = 20;
/** A client that reads nothing is let go before it costs memory. */
const unreadBytesMax = 16 * 1024;

/** Where events go: one open response. */
export interface EventSink {
  write(text: string): void;
  end(): void;
  /** Closes it at once, whatever was not taken. */
  drop(): void;
  /** Bytes that the client has not taken yet. */
  unread(): number;
}

interface Stream {
  readonly sessionId: string;
  readonly address: string;
  readonly sink: EventSink;
  nextBeatAt: number;
  /** The end of the sign-in hours that was told. */
  warnedOf: number | undefined;
}

/** The open event streams of all sessions. */
export interface EventStreams {
  /** @returns what to call when the client has gone */
  open(session: Session, address: string, sink: EventSink): () => void;
  /** Tells the streams of a session that it has ended, and closes them. */
  ended(session: EndedSession): void;
  /** Heartbeats and warnings that are due; called each second. */
  tick(): Promise<void>;
  count(): number;
  closeAll(): void;
}

/** @param deps asked for late: the streams stand before the records they are told by */
export function createEventStreams(deps: () => Dependencies): EventStreams {
  const bySession = new Map<string, Set<Stream>>();

  const forget = (stream: Stream): void => {
    const own = bySession.get(stream.sessionId);
    own?.delete(stream);
    if (own?.size === 0) bySession.delete(stream.sessionId);
  };
  const close = (stream: Stream, last?: string): void => {
    forget(stream);
    if (last !== undefined) stream.sink.write(last);
    stream.sink.end();
  };
  const ended = (session: EndedSession): void => {
    const last = eventText('ended', wireEnd(session));
    for (const stream of bySession.get(session.id) ?? []) close(stream, last);
  };

  const beat = (stream: Stream, session: Session, now: number): void => {
    // An open stream shows that the device is there, not that somebody uses it.
    deps().sessions.touch(session.id, now, 'seen', stream.address);
    stream.nextBeatAt = now + heartbeatMs;
    stream.sink.write(': still here\n\n');
  };
  const warn = (stream: Stream, session: Session, now: number): void => {
    const expiry = expiryInForce(deps(), session);
    if (expiry.by !== 'hours' || expiry.at - now > warnBeforeMs || expiry.at === stream.warnedOf) return;
    stream.warnedOf = expiry.at;
    stream.sink.write(eventText('hours', { ends_at: isoTime(expiry.at) }));
  };

  return {
    open(session, address, sink) {
      const now = deps().clock.now();
      const stream: Stream = {
        sessionId: session.id,
        address,
        sink,
        nextBeatAt: now + heartbeatMs,
        warnedOf: undefined,
      };
      let own = bySession.get(session.id);
      if (!own) bySession.set(session.id, (own = new Set()));
      own.add(stream);
      const [oldest] = own;
      if (own.size > streamsPerSession && oldest) close(oldest);
      sink.write(': open\n\n');
      warn(stream, session, now);
      return () => forget(stream);
    },

    ended,

    async tick() {
      const { sessions, clock } = deps();
      const now = clock.now();
      for (const [id, own] of bySession) {
        const session = sessions.findById(id);
        if (!session) {
          // It ended while its stream was being opened.
          const past = await sessions.findEnded({ id });
          if (past) ended(past);
          else for (const stream of own) close(stream);
          continue;
        }
        for (const stream of own) {
          if (stream.sink.unread() > unreadBytesMax) {
            forget(stream);
            stream.sink.drop();
            continue;
          }
          warn(stream, session, now);
          if (stream.nextBeatAt <= now) beat(stream, session, now);
        }
      }
    },

    count: () => [...bySession.values()].reduce((sum, own) => sum + own.size, 0),

    closeAll() {
      for (const own of bySession.values()) for (const stream of own) close(stream);
    },
  };
}

function eventText(event: string, data: Record<string, unknown>): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
