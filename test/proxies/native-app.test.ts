import { execFile, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refused, RollcallClient, type Ended, type Session } from '../../docs/examples/native-app.ts';
import { answerPairing } from '../support/app-device.ts';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { Browser, send } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { openControl, type Control } from '../support/open-control.ts';
import { rootDir } from '../support/root-dir.ts';
import { openProtectedApp, type ProtectedApp } from './protected-app.ts';

let authority: AuthorityProcess;
let control: Control;
let app: ProtectedApp;
let client: RollcallClient;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  control = openControl(authority);
  for (const name of ['ann', 'bob', 'cleo', 'dan']) await addUser(authority, name, { limit: 1 });
  app = await openProtectedApp(authority, { name: 'Stock' });
  client = new RollcallClient(authority.origin, authority.ca);
});

afterAll(async () => {
  await app?.close();
  await authority?.remove();
});

const first = (sessions: readonly Session[], mustEnd: number): string[] =>
  sessions.slice(0, mustEnd).map(({ id }) => id);
const nobody = (): string[] => [];
const devicesOf = async (name: string): Promise<string[]> =>
  (await control.sessions.list({ state: 'live' })).sessions
    .filter(({ userName }) => userName === name)
    .map(({ device }) => device);

describe('the example in TypeScript', () => {
  it('signs in, enters the app, learns of the end within a second, and is told why', async () => {
    const { token, session } = await client.signIn('ann', passwordOf('ann'), 'Till 1', nobody);
    const appToken = await client.appToken(token, app.id);
    const answer = await send(`${app.origin}/x`, {
      agent: new Agent({ rejectUnauthorized: false }),
      headers: { Authorization: `Bearer ${appToken}` },
    });
    expect(answer.status).toBe(200);
    expect(app.echo.valuesOf(app.echo.received.at(-1)!, 'Remote-User')).toEqual(['ann']);

    let open = false;
    const end: Promise<Ended | undefined> = client.untilEnd(token, () => (open = true));
    await eventually('the stream is open', () => open);
    const endedAt = Date.now();
    await control.sessions.end({ ids: [session.id] });
    expect(await end).toMatchObject({ reason: 'ended_by_admin' });
    expect(Date.now() - endedAt).toBeLessThan(3000);
    await expect(client.appToken(token, app.id)).rejects.toMatchObject({ code: 'ended', status: 401 });
  });

  it('answers the limit: chooses, or gives up and nothing has changed', async () => {
    await client.signIn('bob', passwordOf('bob'), 'Till 1', nobody);
    const given = client.signIn('bob', passwordOf('bob'), 'Till 2', nobody);
    await expect(given).rejects.toBeInstanceOf(Refused);
    expect(await devicesOf('bob')).toEqual(['Till 1']);
    const { token } = await client.signIn('bob', passwordOf('bob'), 'Till 2', first);
    expect(await devicesOf('bob')).toEqual(['Till 2']);
    await client.signOut(token);
    expect(await devicesOf('bob')).toEqual([]);
  });

  it('is paired without a password', async () => {
    const browser = new Browser(authority.origin, authority.ca);
    await control.settings.set({ values: { 'sessions.appSessions': 'separate' } });
    await browser.signIn('cleo', passwordOf('cleo'));
    const paired = await client.pair('Till 3', (code) => void answerPairing(browser, code, 'approve'));
    expect(paired.token).toMatch(/^rcs_/);
    expect(await devicesOf('cleo')).toContain('Till 3');
    await client.signOut(paired.token);
  });
});

describe('the example with curl', () => {
  it('does the same', async () => {
    const caPath = path.join(app.proxy.dir, 'rollcall.pem');
    writeFileSync(caPath, authority.ca);
    await client.signIn('dan', passwordOf('dan'), 'Till 1', nobody);
    const script = path.join(rootDir, 'docs/examples/native-app.sh');
    const env = {
      ...process.env,
      ROLLCALL: authority.origin,
      CA: caPath,
      APP: app.id,
      APP_URL: `${app.origin}/x`,
      APP_CA: path.join(app.proxy.dir, 'app.crt'),
    };
    const run = promisify(execFile)('bash', [script, 'dan', 'Till 4'], { env });
    run.child.stdin?.end(`${passwordOf('dan')}\n`);
    const { stdout, stderr } = await run;
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n')).toEqual([
      'signing out: Till 1',
      'signed in as dan',
      'the app answers 200',
      expect.stringMatching(/^ended: \{"reason":"signed_out","at":"[^"]+"\}$/),
    ]);
    expect(app.echo.valuesOf(app.echo.received.at(-1)!, 'Remote-User')).toEqual(['dan']);
    expect(await devicesOf('dan')).toEqual([]);
  });

  it('says why it is refused', async () => {
    const script = path.join(rootDir, 'docs/examples/native-app.sh');
    const child = spawn('bash', [script, 'dan', 'Till 4'], {
      env: { ...process.env, ROLLCALL: authority.origin, CA: path.join(app.proxy.dir, 'rollcall.pem') },
    });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdin.end('wrong\n');
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect(code).toBe(1);
    expect(stderr).toContain('refused: credentials');
  });
});
