import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { WebSocket } from 'ws';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Authority } from '../../electron/authority/authority.ts';
import { findFreePort } from '../proxies/free-port.ts';
import { openTimedAuthority, type TimedAuthority } from '../support/authority-in-process.ts';
import { addSecondFactor } from '../support/authenticator.ts';
import { passwordOf } from '../support/authority-process.ts';
import { readText } from '../support/client.ts';
import { ConsoleVisitor } from '../support/console-visitor.ts';
import { eventually } from '../support/eventually.ts';

const minuteMs = 60_000;

let authority: TimedAuthority;
let origin: string;
let codes: string[];

beforeAll(async () => {
  authority = await openTimedAuthority();
  const port = await findFreePort('127.0.0.1');
  origin = `http://127.0.0.1:${String(port)}`;
  await authority.control.users.add({
    name: 'carol',
    password: passwordOf('carol'),
    finalPassword: true,
    admin: true,
  });
  const portal = authority.browser();
  await portal.signIn('carol', passwordOf('carol'));
  codes = [...(await addSecondFactor(portal, 'carol', authority.time.wall())).recoveryCodes];
  await authority.control.settings.set({ values: { 'console.browser': true, 'console.port': port } });
});
afterAll(() => authority.remove());

async function signIn(): Promise<{
  visitor: ConsoleVisitor;
  socket: WebSocket;
  say: (text: string) => void;
  closed: Promise<number>;
}> {
  const visitor = new ConsoleVisitor(origin);
  await visitor.signInToConsole('carol', passwordOf('carol'), codes.pop() ?? '');
  const opened = await visitor.openSocket();
  if ('status' in opened) throw new Error(`no socket: ${String(opened.status)}`);
  const { socket, closed } = opened;
  return { visitor, socket, say: (text) => socket.send(text), closed };
}

const whyOf = async (visitor: ConsoleVisitor): Promise<string> =>
  readText((await visitor.send('/sign-in')).text);
const lastUse = async (): Promise<number> =>
  Date.parse((await authority.control.console.show()).sessions[0]?.lastUsedAt ?? '');

it('ends 15 minutes after the admin last did anything, however much the page itself reads', async () => {
  const { visitor, say, closed } = await signIn();
  authority.time.run(14 * minuteMs);
  const before = await lastUse();
  say('active');
  await eventually('the use is noted', async () => (await lastUse()) > before);
  authority.time.run(14 * minuteMs);
  expect((await visitor.send('/session')).json()).toMatchObject({ userName: 'carol' });
  say('{"i":"1","p":{"u":"/status/get"}}');
  authority.time.run(minuteMs);
  expect(await closed).toBe(4401);
  expect(await whyOf(visitor)).toContain('because nothing was done here for 15 minutes');
});

it('ends after 8 hours, however busy the admin is', async () => {
  const { visitor, say, closed } = await signIn();
  for (let minutes = 0; minutes < 8 * 60 - 10; minutes += 10) {
    authority.time.run(10 * minuteMs);
    const before = await lastUse();
    say('active');
    await eventually('the use is noted', async () => (await lastUse()) > before);
  }
  authority.time.run(10 * minuteMs);
  expect(await closed).toBe(4401);
  expect(await whyOf(visitor)).toContain('because 8 hours have passed');
});

it('a session that is over does nothing more, although nobody has looked yet', async () => {
  const { visitor, socket, closed } = await signIn();
  const client: Authority['control'] = createORPCClient(new RPCLink({ websocket: socket as never }));
  await client.signIns.pause({});
  expect((await authority.control.status.get()).paused).toBeDefined();
  authority.time.run(16 * minuteMs);
  void client.signIns.resume().catch(() => undefined);
  expect(await closed).toBe(4401);
  expect((await authority.control.status.get()).paused).toBeDefined();
  await authority.control.signIns.resume();
  expect((await visitor.send('/')).headers.location).toBe('/sign-in');
});

it('a clock that is set does not lengthen it', async () => {
  const { visitor, closed } = await signIn();
  authority.time.setWall(authority.time.wall() - 3600 * 1000);
  await authority.control.status.get();
  await authority.control.clock.accept();
  expect((await visitor.send('/session')).json()).toMatchObject({ userName: 'carol' });
  authority.time.run(15 * minuteMs);
  expect(await closed).toBe(4401);
});
