import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { findFreePort } from '../proxies/free-port.ts';
import { openTimedAuthority, type TimedAuthority } from '../support/authority-in-process.ts';
import { addSecondFactor } from '../support/authenticator.ts';
import { passwordOf } from '../support/authority-process.ts';
import { readText, send } from '../support/client.ts';
import { ConsoleVisitor } from '../support/console-visitor.ts';
import { eventually } from '../support/eventually.ts';
import { rootDir } from '../support/root-dir.ts';

let authority: TimedAuthority;
let rendererDir: string;
let ports: [number, number];
let codes: string[];

beforeAll(async () => {
  rendererDir = mkdtempSync(path.join(tmpdir(), 'rollcall-renderer-'));
  cpSync(path.join(rootDir, 'out/renderer'), rendererDir, { recursive: true });
  authority = await openTimedAuthority(undefined, undefined, rendererDir);
  ports = [await findFreePort('127.0.0.1'), await findFreePort('127.0.0.1')];
  await authority.control.users.add({
    name: 'carol',
    password: passwordOf('carol'),
    finalPassword: true,
    admin: true,
  });
  const portal = authority.browser();
  await portal.signIn('carol', passwordOf('carol'));
  codes = [...(await addSecondFactor(portal, 'carol', authority.time.wall())).recoveryCodes];
});
afterAll(async () => {
  await authority.remove();
  rmSync(rendererDir, { recursive: true, force: true });
});

const originOf = (port: number): string => `http://127.0.0.1:${String(port)}`;
const put = (browser: boolean, port = ports[0]) =>
  authority.control.settings.set({ values: { 'console.browser': browser, 'console.port': port } });
const countSessions = async (): Promise<number> => (await authority.control.console.show()).sessions.length;
const isRefused = (url: string): Promise<boolean> =>
  send(url).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ECONNREFUSED',
  );
const whose = async (visitor: ConsoleVisitor): Promise<unknown> =>
  (await visitor.send('/session')).json<{ userName?: string }>().userName;
const signIn = async (): Promise<ConsoleVisitor> => {
  const visitor = new ConsoleVisitor(originOf(ports[0]));
  await visitor.signInToConsole('carol', passwordOf('carol'), codes.pop() ?? '');
  return visitor;
};
/** With what it was closed, in time. */
const openSocket = async (
  visitor: ConsoleVisitor,
): Promise<{ socket: WebSocket; closed: Promise<unknown[]> }> => {
  const opened = await visitor.openSocket();
  if (!('socket' in opened)) throw new Error(`no socket: ${String(opened.status)}`);
  const { socket } = opened;
  const closed = new Promise<unknown[]>((resolve) => {
    socket.once('close', (code, reason: Buffer) => resolve([code, reason.toString()]));
  });
  return { socket, closed };
};
/** The same browser at another port: browsers do not tell the cookies of ports apart. */
const goTo = (port: number, { cookies }: ConsoleVisitor): ConsoleVisitor => {
  const there = new ConsoleVisitor(originOf(port));
  for (const [name, value] of cookies) there.cookies.set(name, value);
  return there;
};

beforeEach(() => put(true));

it('on another port it is the same console: who is in it hears where it went, and is signed in there', async () => {
  const visitor = await signIn();
  const { closed } = await openSocket(visitor);
  await put(true, ports[1]);
  expect(await isRefused(originOf(ports[0]))).toBe(true);
  expect(await closed).toEqual([4301, String(ports[1])]);
  expect(await countSessions()).toBe(1);

  const there = goTo(ports[1], visitor);
  expect(await whose(there)).toBe('carol');
  const page = await there.send('/');
  expect([page.status, page.setCookies]).toEqual([
    200,
    [
      expect.stringMatching(
        new RegExp(`^rollcall-console-${String(ports[1])}=rcc_.*HttpOnly; SameSite=Strict$`),
      ),
    ],
  ]);
  expect((await there.send('/')).setCookies).toEqual([]);

  // And back; signed out on one port is signed out on all.
  const second = await openSocket(there);
  await put(true);
  expect(await second.closed).toEqual([4301, String(ports[0])]);
  const back = goTo(ports[0], there);
  await back.post('/sign-out', {});
  expect([await whose(back), await whose(goTo(ports[0], visitor))]).toEqual([undefined, undefined]);
});

it('whoever moves it from inside has the answer before the old door closes', async () => {
  const { socket, closed } = await openSocket(await signIn());
  const heard: string[] = [];
  socket.on('message', (text: Buffer) => heard.push(text.toString()));
  const body = { json: { values: { 'console.port': ports[1] } } };
  socket.send(JSON.stringify({ i: '7', p: { u: '/settings/set', b: body } }));
  expect(await closed).toEqual([4301, String(ports[1])]);
  expect(heard.find((text) => text.includes('"i":"7"'))).toContain(`"port":${String(ports[1])}`);
});

it('turned off, all who are in it are told so and signed out at once', async () => {
  const visitor = await signIn();
  const { closed } = await openSocket(visitor);
  await put(false);
  expect(await isRefused(originOf(ports[0]))).toBe(true);
  expect(await countSessions()).toBe(0);
  expect(await closed).toEqual([4410, '']);
  await put(true);
  expect(readText((await visitor.send('/sign-in')).text)).toContain('was turned off');
});

it('the eleventh tab is told that it is one too many, and is let in once another has gone', async () => {
  const visitor = await signIn();
  const tabs = await Promise.all(Array.from({ length: 10 }, () => openSocket(visitor)));
  const eleventh = await openSocket(visitor);
  expect(await eleventh.closed).toEqual([4429, '']);
  tabs[0]?.socket.close();
  await tabs[0]?.closed;
  await eventually('there is room again', async () => {
    const { socket, closed } = await openSocket(visitor);
    socket.send('{"i":"1","p":{"u":"/status/get"}}');
    const answered = new Promise((resolve) => socket.once('message', () => resolve('answered')));
    return (await Promise.race([answered, closed])) === 'answered';
  });
  await authority.control.console.end({ all: true });
});

it('goes on whole when another Rollcall is put in its place, until it is started again', async () => {
  const visitor = await signIn();
  const before = await visitor.send('/');
  const [script = ''] = /assets\/[^"]+\.js/.exec(before.text) ?? [];
  rmSync(rendererDir, { recursive: true });
  mkdirSync(rendererDir);
  writeFileSync(path.join(rendererDir, 'index.html'), 'the next one');
  expect((await visitor.send('/')).text).toBe(before.text);
  expect((await visitor.send(`/${script}`)).status).toBe(200);
  // Turned on only after that it is still the one that fits.
  await put(false);
  await put(true);
  const again = await signIn();
  expect((await again.send('/')).text).toBe(before.text);
  await authority.restart();
  expect((await (await signIn()).send('/')).text).toBe('the next one');
});

it('whoever signs in once more leaves no session behind that nobody holds', async () => {
  const visitor = await signIn();
  const before = await countSessions();
  const old = goTo(ports[0], visitor);
  await visitor.signInToConsole('carol', passwordOf('carol'), codes.pop() ?? '');
  expect(await whose(visitor)).toBe('carol');
  expect([await countSessions(), await whose(old)]).toEqual([before, undefined]);
});

it('its sign-in page is in the language chosen there, and still says why one is there again', async () => {
  const visitor = await signIn();
  await authority.control.console.end({ all: true });
  expect((await visitor.post('/language', { language: 'de' })).headers.location).toBe('/sign-in');
  const page = await visitor.send('/sign-in');
  expect(page.text).toContain('<html lang="de"');
  expect(readText(page.text)).toContain('Ein Admin hat diese Sitzung beendet.');
  expect((await visitor.post('/language', { language: 'xx' })).status).toBe(400);
  const headers = { Origin: 'http://127.0.0.1:1', 'Sec-Fetch-Site': 'same-site' };
  expect((await visitor.send('/language', { method: 'POST', headers, body: '' })).status).toBe(403);
});
