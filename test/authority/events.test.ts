import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openUpstreamProxy } from '../../electron/authority/base/http/upstream-proxy.ts';
import { usualUpstreamTimes } from '../../electron/authority/endpoints/gateway/gateway-parts.ts';
import { createOpenExchanges } from '../../electron/authority/endpoints/gateway/open-exchanges.ts';
import { createUpstreamHealth } from '../../electron/authority/endpoints/gateway/upstream-health.ts';
import { openEdge } from '../../electron/authority/endpoints/edge.ts';
import {
  createEventStreams,
  type EventStreams,
} from '../../electron/authority/endpoints/session-api/event-streams.ts';
import { addGroup } from '../../electron/authority/operations/change-groups.ts';
import { setUser } from '../../electron/authority/operations/change-users.ts';
import { endSessions } from '../../electron/authority/operations/end-session.ts';
import { makeExpirySweep } from '../../electron/authority/operations/maintain.ts';
import type { Session } from '../../electron/authority/records/sessions/session.ts';
import { mustPair, openEvents, type EventStream } from '../support/app-device.ts';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { openTimedAuthority } from '../support/authority-in-process.ts';
import { ApiClient, Browser, readForms } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { listLive } from '../support/facts.ts';
import { openSeam, removeSeamDir, TestTime, type Seam } from '../support/seam.ts';

interface Told {
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The events of a stream, comments left out. */
function readEvents(text: string): Told[] {
  return [...text.matchAll(/^event: (.*)\ndata: (.*)\n\n/gm)].map(([, event, data]) => ({
    event: String(event),
    data: JSON.parse(String(data)) as Told['data'],
  }));
}

describe('GET /api/v1/session/events', () => {
  let authority: AuthorityProcess;
  let api: ApiClient;

  beforeAll(async () => {
    authority = await startSetUpAuthority();
    api = new ApiClient(authority.origin, authority.ca);
  });
  afterAll(() => authority?.remove());

  /** Within a second of the answer to whoever ended it. */
  async function expectEnd(stream: EventStream, reason: string, by?: string): Promise<void> {
    const answeredAt = performance.now();
    expect((await stream.closed) - answeredAt).toBeLessThan(1000);
    const events = readEvents(stream.text());
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ event: 'ended', data: by === undefined ? { reason } : { reason, by } });
    expect(String(events[0]?.data['at'])).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  }

  it('is a stream of events for who is signed in, a problem for everybody else', async () => {
    await addUser(authority, 'ann', { limit: 5 });
    const { token } = await api.mustSignIn('ann', passwordOf('ann'), 'PC');
    const stream = await openEvents(authority, token);
    expect(stream.status).toBe(200);
    expect(stream.contentType).toBe('text/event-stream');
    await eventually('the stream begins', () => stream.text() !== '');
    expect(readEvents(stream.text())).toEqual([]);
    expect((await api.call('HEAD', '/api/v1/session/events', { token })).status).toBe(200);
    await api.signOut(token);
    await expectEnd(stream, 'signed_out');

    const ended = await api.call('GET', '/api/v1/session/events', { token });
    expect(ended.status).toBe(401);
    expect(ended.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(ended.json()).toMatchObject({ code: 'ended', reason: 'signed_out' });
    const nobody = await api.call('GET', '/api/v1/session/events');
    expect(nobody.status).toBe(401);
    expect(nobody.json()).toMatchObject({ code: 'not_signed_in' });
  });

  it('a lost phone, ended from another device, is told who did it, and then refused with the reason', async () => {
    await addUser(authority, 'bea', { limit: 5 });
    const browser = new Browser(authority.origin, authority.ca);
    await browser.signIn('bea', passwordOf('bea'));
    const phone = await mustPair(api, browser, 'Phone');
    const stream = await openEvents(authority, phone.token);
    const form = readForms((await browser.open('/devices')).text).find(
      ({ action }) => action === `/devices/${phone.session.id}/end`,
    );
    await browser.submit(form!);
    await expectEnd(stream, 'ended_by_self', 'Chrome on Windows');
    expect((await api.whoAmI(phone.token)).json()).toMatchObject({
      code: 'ended',
      reason: 'ended_by_self',
      by: 'Chrome on Windows',
    });
  });

  it('tells of the admin, of a disabled account, and of a device that took the place', async () => {
    await addUser(authority, 'cid', { limit: 1, policy: 'end-least-recent' });
    const one = await api.mustSignIn('cid', passwordOf('cid'), 'One');
    const first = await openEvents(authority, one.token);
    const two = await api.mustSignIn('cid', passwordOf('cid'), 'Two');
    await expectEnd(first, 'ended_least_recent', 'Two');

    const second = await openEvents(authority, two.token);
    await authority.run(['session', 'end', two.session.id]);
    await expectEnd(second, 'ended_by_admin');

    const three = await api.mustSignIn('cid', passwordOf('cid'), 'Three');
    const third = await openEvents(authority, three.token);
    await authority.run(['user', 'disable', 'cid']);
    await expectEnd(third, 'user_disabled');
  });

  it('has at most 20 streams for a session; the oldest closes', async () => {
    await addUser(authority, 'eva', { limit: 5 });
    const { token } = await api.mustSignIn('eva', passwordOf('eva'), 'PC');
    const streams: EventStream[] = [];
    for (let n = 0; n < 20; n += 1) streams.push(await openEvents(authority, token));
    const closed = new Set<number>();
    streams.forEach((stream, n) => void stream.closed.then(() => closed.add(n)));
    await openEvents(authority, token);
    await streams[0]!.closed;
    expect(readEvents(streams[0]!.text())).toEqual([]);
    expect([...closed]).toEqual([0]);
    expect(await listLive(authority, 'eva')).toHaveLength(1);
    await api.signOut(token);
    await Promise.all(streams.map((stream) => stream.closed));
    expect(readEvents(streams[19]!.text())).toHaveLength(1);
  });

  it('closes when the authority stops, which does not wait for it', async () => {
    await addUser(authority, 'fay', { limit: 5 });
    const { token } = await api.mustSignIn('fay', passwordOf('fay'), 'PC');
    const stream = await openEvents(authority, token);
    const beganAt = performance.now();
    await authority.restart();
    expect((await stream.closed) - beganAt).toBeLessThan(1500);
    expect(readEvents(stream.text())).toEqual([]);
    // Its session lives on.
    expect((await openEvents(authority, token)).status).toBe(200);
  });
});

describe('GET /api/v1/session/events, as time passes', () => {
  it('keeps the device seen but not used, and tells of its idle end by the sweep', async () => {
    const authority = await openTimedAuthority();
    try {
      const { time, api, control } = authority;
      await control.settings.set({ values: { 'sessions.browser.idleSeconds': 60 } });
      await authority.addUser('dan');
      const signedInAt = time.wall();
      const { token } = await api.mustSignIn('dan', passwordOf('dan'), 'PC');
      const stream = await openEvents(authority, token);
      const beats = (): number => stream.text().match(/^: still here$/gm)?.length ?? 0;
      for (const count of [1, 2, 3]) {
        time.run(15_000);
        await eventually(`beat ${String(count)}`, () => beats() === count);
      }
      // At 15, 30 and 45 s: it was seen, and that did not keep it.
      time.run(14_999);
      expect((await authority.live('dan')).length).toBe(1);
      expect(readEvents(stream.text())).toEqual([]);
      time.run(1);
      await stream.closed;
      const at = new Date(signedInAt + 60_000).toISOString();
      expect(readEvents(stream.text())).toEqual([{ event: 'ended', data: { reason: 'idle', at } }]);
    } finally {
      await authority.remove();
    }
  });
});

describe('event streams at the seam', () => {
  const minute = 60_000;
  // Monday, by the clock of this computer, as sign-in hours are.
  const monday = new Date(2026, 5, 1, 10).getTime();
  let seam: Seam;
  let streams: EventStreams;

  beforeEach(async () => {
    seam = await openSeam(undefined, new TestTime(monday));
    streams = createEventStreams(() => seam.deps);
  });
  afterEach(async () => {
    await seam.close();
    removeSeamDir(seam.dataDir);
  });

  async function signIn(name: string): Promise<{ session: Session; token: string }> {
    const outcome = await seam.signIn(name, 'PC');
    if (outcome.kind !== 'admitted') throw new Error(outcome.kind);
    return outcome;
  }

  interface Sink {
    text: string;
    closed: boolean;
    unread: number;
    forget: () => void;
  }
  function open(session: Session): Sink {
    const sink: Sink = { text: '', closed: false, unread: 0, forget: () => undefined };
    const close = (): void => {
      sink.closed = true;
    };
    sink.forget = streams.open(session, '192.168.1.7', {
      write: (text) => void (sink.text += text),
      end: close,
      drop: close,
      unread: () => sink.unread,
    });
    return sink;
  }

  async function addOfficeUser(outside: 'end' | 'block-new'): Promise<void> {
    const user = await seam.addUser('ann', 5);
    const added = await addGroup(
      seam.deps,
      {
        name: 'office',
        rules: { hours: { windows: [{ days: [1], from: '08:00', to: '12:00' }], outside } },
      },
      'console',
    );
    if (!added.ok) throw new Error(added.code);
    await setUser(seam.deps, user.id, { groups: [added.group.id] }, 'console');
  }

  it('warns once, 5 minutes before the sign-in hours end, then tells of the end', async () => {
    await addOfficeUser('end');
    const sweep = makeExpirySweep(seam.deps);
    const { session } = await signIn('ann');
    const sink = open(session);
    seam.time.pass(115 * minute - 1000);
    await streams.tick();
    expect(readEvents(sink.text)).toEqual([]);
    seam.time.pass(1000);
    await streams.tick();
    await streams.tick();
    const endsAt = new Date(2026, 5, 1, 12).toISOString();
    expect(readEvents(sink.text)).toEqual([{ event: 'hours', data: { ends_at: endsAt } }]);
    // A stream that is opened within the 5 minutes is told at once.
    seam.time.pass(minute);
    const late = open(session);
    expect(readEvents(late.text)).toEqual([{ event: 'hours', data: { ends_at: endsAt } }]);

    seam.time.pass(4 * minute);
    await sweep();
    await streams.tick();
    for (const one of [sink, late]) {
      expect(readEvents(one.text)[1]).toEqual({ event: 'ended', data: { reason: 'hours', at: endsAt } });
      expect(one.closed).toBe(true);
    }
    expect(streams.count()).toBe(0);
  });

  it('does not warn where the hours only keep new sign-ins out', async () => {
    await addOfficeUser('block-new');
    const sink = open((await signIn('ann')).session);
    seam.time.pass(118 * minute);
    await streams.tick();
    expect(readEvents(sink.text)).toEqual([]);
  });

  it('each 15 s the session is seen, never used', async () => {
    await seam.addUser('ann', 5);
    const { session } = await signIn('ann');
    const sink = open(session);
    const signedInAt = session.lastSeenAt;
    for (let second = 0; second < 45; second += 1) {
      seam.time.pass(1000);
      await streams.tick();
    }
    expect(sink.text.match(/^: still here$/gm)).toHaveLength(3);
    const live = seam.deps.sessions.findById(session.id);
    expect(live?.lastSeenAt).toBe(signedInAt + 45_000);
    expect(live?.lastUsedAt).toBe(signedInAt);
  });

  it('lets go of a client that reads nothing', async () => {
    await seam.addUser('ann', 5);
    const sink = open((await signIn('ann')).session);
    sink.unread = 1_000_000;
    await streams.tick();
    expect(sink.closed).toBe(true);
    expect(streams.count()).toBe(0);
  });

  it('forgets a client that goes, over a real connection, and tells one whose end it missed', async () => {
    await seam.addUser('ann', 5);
    const { session, token } = await signIn('ann');
    const edge = await openEdge({
      ...seam.deps,
      formKey: Buffer.alloc(32),
      trust: {
        caDer: new Uint8Array(),
        caPem: '',
        fingerprintSha256: '',
        fingerprintWords: [],
        mobileConfig: () => '',
      },
      log: { error: () => undefined, warn: () => undefined },
      ports: () => ({ https: 8443, http: 8480 }),
      eventStreams: streams,
      engine: {
        proxy: openUpstreamProxy(() => undefined),
        exchanges: createOpenExchanges(() => seam.deps),
        health: createUpstreamHealth(() => undefined),
        times: usualUpstreamTimes,
        mark: 'rollcall-test',
      },
    });
    const server = createServer(edge.https).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const connect = () =>
      new Promise<{ text: () => string; destroy: () => void }>((resolve, reject) => {
        const sent = request(
          {
            port,
            host: '127.0.0.1',
            path: '/api/v1/session/events',
            headers: { Host: '127.0.0.1:8443', Authorization: `Bearer ${token}` },
          },
          (response) => {
            let text = '';
            response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
            response.on('error', () => undefined);
            resolve({ text: () => text, destroy: () => void sent.destroy() });
          },
        );
        sent.once('error', reject);
        sent.end();
      });
    const clients = await Promise.all(Array.from({ length: 5 }, connect));
    expect(streams.count()).toBe(5);
    const [stays, ...go] = clients;
    for (const client of go) client.destroy();
    await eventually('those that went are forgotten', () => streams.count() === 1);

    // The listener is not connected here: as if the session had ended while the stream was being opened.
    await endSessions(seam.deps, { ids: [session.id] }, 'console');
    await streams.tick();
    expect(streams.count()).toBe(0);
    await eventually('the event arrives', () => readEvents(stays!.text()).length === 1);
    expect(readEvents(stays!.text())[0]).toMatchObject({
      event: 'ended',
      data: { reason: 'ended_by_admin' },
    });
    server.closeAllConnections();
    server.close();
    await edge.close();
  });
});
