import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { afterEach, describe, expect, it } from 'vitest';
import { createChangeFeed } from '../../electron/authority/base/changes/change-feed.ts';
import type { ControlDependencies } from '../../electron/authority/endpoints/control/control-dependencies.ts';
import { openControlServer } from '../../electron/authority/endpoints/control/control-server.ts';
import type { ControlContract } from '../../shared/contract/control.ts';
import type { Change, Snapshot } from '../../shared/contract/change-stream.ts';
import { noPlan } from '../../shared/model/plan.ts';
import { defaultSettings } from '../../shared/model/settings.ts';
import type { AddressView, Status } from '../../shared/model/status.ts';
import { eventually } from '../support/eventually.ts';

const time = '2026-11-23T12:00:00.000Z';
const status: Status = {
  version: '1.2.3',
  runningSince: time,
  now: time,
  dataDir: '/d',
  disk: { freeBytes: 1, totalBytes: 1 },
  trustingDevices: 0,
  https: [],
  http: [],
  origin: 'https://10.0.0.1',
  certificate: {
    caFingerprint: '',
    caFingerprintWords: [],
    names: [],
    validUntil: time,
    imported: false,
    own: { names: [], validUntil: time },
    uncovered: [],
  },
  liveSessions: 0,
  users: 0,
  alarms: [],
  today: { admitted: 0, asked: 0, limit: 0, seats: 0, hours: 0, paused: 0, failed: 0, throttled: 0 },
  setup: {
    adminExists: false,
    firstUser: false,
    firstDeviceSeen: false,
    firstSession: false,
    finished: false,
  },
};
const snapshot: Snapshot = {
  status,
  settings: defaultSettings,
  users: [],
  sessions: [],
  apps: [],
  groups: [],
  plan: { ...noPlan, used: 0, reserved: 0, keptFree: 0 },
  consoleSessions: [],
};

const logged: unknown[] = [];
const ports: { close(): void }[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** What these calls need of an authority. */
function makeControl() {
  const feed = createChangeFeed<Snapshot, Change>(() => snapshot);
  const control = {
    feed,
    status: () => status,
    log: { error: (entry: unknown) => logged.push(entry), warn: () => undefined },
    upkeep: {
      addresses: (): Promise<AddressView[]> => Promise.reject(new Error('private: /etc/secret')),
    },
    deps: { settings: { current: () => defaultSettings } },
  } as unknown as ControlDependencies;
  return { feed, server: openControlServer(control) };
}

function connect(port: MessagePort): ContractRouterClient<ControlContract> {
  return createORPCClient(new RPCLink({ port }));
}

describe('a message port', () => {
  it('serves calls, a stream, and typed errors to the console', async () => {
    const { feed, server } = makeControl();
    const { port1, port2 } = new MessageChannel();
    ports.push(port2);
    server.serveMessagePort(port1);
    const client = connect(port2);
    port2.start();
    expect(await client.status.get()).toEqual(status);

    const stream = await client.changes();
    expect((await stream.next()).value).toEqual({ type: 'snapshot', revision: 1, snapshot });
    feed.publish({ type: 'user.removed', id: 'a' });
    feed.publish({ type: 'app.removed', id: 'b' });
    expect((await stream.next()).value).toMatchObject({
      changes: [
        { type: 'user.removed', id: 'a' },
        { type: 'app.removed', id: 'b' },
      ],
    });
    await stream.return?.();

    const wrong = client.network.checkPort({ port: 0 });
    await expect(wrong).rejects.toMatchObject({ code: 'input_invalid' });
  });

  it('works with ports that wrap a message in an event, as those of Electron do', async () => {
    const { server } = makeControl();
    const { port1, port2 } = new MessageChannel();
    ports.push(port2);
    const wrapped = new EventEmitter();
    port1.on('message', (data: unknown) => wrapped.emit('message', { data, ports: [] }));
    port1.on('close', () => wrapped.emit('close'));
    server.serveMessagePort(
      Object.assign(wrapped, {
        postMessage: (message: unknown) => port1.postMessage(message),
        start: () => port1.start(),
        close: () => port1.close(),
      }),
    );
    const client = connect(port2);
    port2.start();
    expect(await client.settings.get()).toEqual(defaultSettings);
  });

  it('leaves out what is no message, and goes on', async () => {
    const { server } = makeControl();
    const { port1, port2 } = new MessageChannel();
    ports.push(port2);
    server.serveMessagePort(port1);
    const faults: unknown[] = [];
    const note = (fault: unknown) => faults.push(fault);
    process.on('unhandledRejection', note);
    try {
      for (const message of [
        undefined,
        null,
        5,
        {},
        { i: '1' },
        new Uint8Array([1, 2, 255]),
        '',
        '{',
        'null',
        '[]',
        '{"i":1,"p":{"u":"/status/get"}}',
        '{"i":"x","p":{"u":5}}',
        '{"i":"x","p":{"u":"http://["}}',
        '{"i":"x","p":null}',
        '{"i":"x","t":3,"p":{"e":"message"}}',
        '{"i":"x","t":3}',
        '{"i":"x","t":9,"p":{}}',
        '{"i":"x","p":{"u":"/users/add","h":{"content-type":"multipart/form-data"},"b":"x"}}',
        '{"i":"x","p":{"u":"/nothing/here"}}',
        '{"i":"x","p":{"u":"//"}}',
        '{"i":"x","t":4}',
      ]) {
        port2.postMessage(message);
      }
      const client = connect(port2);
      port2.start();
      expect((await client.status.get()).version).toBe('1.2.3');
      expect(faults).toEqual([]);
    } finally {
      process.off('unhandledRejection', note);
    }
  });

  it('forgets the stream of a console that has gone', async () => {
    const { feed, server } = makeControl();
    let open = 0;
    const subscribe = feed.subscribe.bind(feed);
    Object.assign(feed, {
      async *subscribe(signal: AbortSignal) {
        open += 1;
        try {
          yield* subscribe(signal);
        } finally {
          open -= 1;
        }
      },
    });
    const { port1, port2 } = new MessageChannel();
    server.serveMessagePort(port1);
    const client = connect(port2);
    port2.start();
    const stream = await client.changes();
    await stream.next();
    expect(open).toBe(1);
    port2.close();
    await eventually('the end of the stream', () => open === 0);
  });
});

describe('a bug behind a call', () => {
  it('is `internal` to the caller and told to the log under the same reference', async () => {
    const { server } = makeControl();
    const fault: unknown = await server
      .client('console')
      .network.addresses()
      .catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(ORPCError);
    const { code, data, message } = fault as ORPCError<string, { reference: string }>;
    expect(code).toBe('internal');
    expect(JSON.stringify({ data, message })).not.toContain('secret');
    expect(logged.at(-1)).toMatchObject({
      reference: data.reference,
      err: { message: 'private: /etc/secret' },
    });
  });
});
