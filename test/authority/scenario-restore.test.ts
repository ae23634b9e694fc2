import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionView } from '../../shared/model/session.ts';
import type { UserView } from '../../shared/model/user.ts';
import {
  addUser,
  adminPassword,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { findFreePort } from '../proxies/free-port.ts';
import { ApiClient, Browser, send, type ApiSession } from '../support/client.ts';
import { countLive, listAudit, listEnded } from '../support/facts.ts';

let authority: AuthorityProcess;
const dir = mkdtempSync(path.join(tmpdir(), 'rollcall-backups-'));
const backupPath = path.join(dir, 'monday.rollcall');

beforeAll(async () => {
  authority = await startSetUpAuthority();
});

afterAll(async () => {
  await authority.remove();
  rmSync(dir, { recursive: true });
});

async function limits(): Promise<Record<string, unknown>> {
  const { users } = await authority.run<{ users: UserView[] }>(['user', 'list']);
  return Object.fromEntries(users.map(({ name, limit }) => [name, limit]));
}

describe('17: backup at t0, changes at t1, restore at t2', () => {
  let before: ApiSession;
  let endedLater: ApiSession;
  let after: ApiSession;
  let browser: Browser;
  let headAtBackup: number;

  it('t0: a backup while people are signed in', async () => {
    const api = new ApiClient(authority.origin, authority.ca);
    await addUser(authority, 'ann', { limit: 3, policy: 'refuse' });
    await addUser(authority, 'bob', { limit: 1 });
    before = await api.mustSignIn('ann', passwordOf('ann'), 'before');
    endedLater = await api.mustSignIn('ann', passwordOf('ann'), 'ended later');
    browser = new Browser(authority.origin, authority.ca);
    expect((await browser.signIn('ann', passwordOf('ann'))).status).toBe(200);
    headAtBackup = (await listAudit(authority, 1))[0]?.seq ?? 0;
    const { backup } = await authority.run<{ backup: Record<string, unknown> }>([
      'backup',
      'create',
      backupPath,
    ]);
    expect(backup).toMatchObject({ users: 3, apps: 0, encrypted: false, auditEntries: headAtBackup });
    expect((await listAudit(authority, 1))[0]).toMatchObject({ action: 'backup.created', actor: 'cli' });
    expect(await authority.run(['status'])).toMatchObject({ lastBackupAt: backup['createdAt'] });
    // Nobody noticed.
    expect((await api.whoAmI(before.token)).status).toBe(200);
  });

  it('t1: ends, other limits, other users, another session', async () => {
    const api = new ApiClient(authority.origin, authority.ca);
    await authority.run(['session', 'end', endedLater.session.id]);
    await authority.run(['user', 'set', 'ann', '--limit', '7']);
    await authority.run(['user', 'delete', 'bob']);
    await addUser(authority, 'carl', {});
    await authority.run(['settings', 'set', 'portal.title', 'After']);
    after = await api.mustSignIn('ann', passwordOf('ann'), 'after');
    expect(await limits()).toEqual({ boss: 'inherit', ann: 7, carl: 'inherit' });
  });

  it('t2: users, limits and settings are those of t0', async () => {
    const api = new ApiClient(authority.origin, authority.ca);
    for (const name of ['ann', 'bob'])
      expect((await api.signIn(name, 'not it', 'stranger')).status).toBe(401);
    const { endedSessions } = await authority.run<{ endedSessions: number }>([
      'backup',
      'restore',
      backupPath,
    ]);
    expect(endedSessions).toBe(3);
    // The very next command already reaches the one that has opened anew.
    expect(await limits()).toEqual({ boss: 'inherit', ann: 3, bob: 1 });
    expect(await authority.run(['settings', 'get', 'portal.title'])).toMatchObject({ value: 'Rollcall' });
    expect(await countLive(authority)).toBe(0);
    // What happened here today did happen, whichever data came back.
    expect(await authority.run(['status'])).toMatchObject({ today: { failed: 2 } });
  });

  it('every old token and cookie is refused, and says why', async () => {
    const api = new ApiClient(authority.origin, authority.ca);
    for (const { token } of [before, after])
      expect((await api.whoAmI(token)).json()).toMatchObject({ code: 'ended', reason: 'restored' });
    expect((await api.whoAmI(endedLater.token)).json()).toMatchObject({ reason: 'ended_by_admin' });
    expect((await browser.open('/devices')).status).toBe(401);
    const inBrowser = await browser.send('/devices', { headers: { Accept: 'application/json' } });
    expect(inBrowser.json()).toMatchObject({ code: 'ended', reason: 'restored' });
    const reasons = (await listEnded(authority, 'ann')).map(({ ended }: SessionView) => ended?.reason);
    expect(reasons).toEqual(['restored', 'restored', 'restored', 'ended_by_admin']);
  });

  it('the audit goes on, whole, and shows the restore with who, what and from where', async () => {
    const entries = await listAudit(authority, 500);
    const restored = entries.find(({ action }) => action === 'backup.restored');
    expect(restored).toMatchObject({
      actor: 'cli',
      subject: backupPath,
      data: { part: 'everything', epoch: 1, endedSessions: 3, audit: 'continued' },
    });
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from(entries, (_, n) => entries.length - n));
    expect(restored?.seq).toBeGreaterThan(headAtBackup);
    // What happened between the two is still there.
    expect(entries.some(({ action, subject }) => action === 'user.deleted' && subject === 'bob')).toBe(true);
    expect(
      entries.filter(({ action, data }) => action === 'session.ended' && data['reason'] === 'restored')
        .length,
    ).toBe(3);
  });

  it('people sign in again, under the limits of t0', async () => {
    const api = new ApiClient(authority.origin, authority.ca);
    for (const n of [1, 2, 3]) await api.mustSignIn('ann', passwordOf('ann'), `again ${String(n)}`);
    expect((await api.signIn('ann', passwordOf('ann'), 'one too many')).status).toBe(409);
    expect((await api.signIn('carl', passwordOf('carl'), 'not there any more')).status).toBe(401);
    await api.mustSignIn('bob', passwordOf('bob'), 'there again');
    await api.mustSignIn('boss', adminPassword, 'the admin');
  });

  it('and it holds after SIGKILL', async () => {
    await authority.kill();
    await authority.restart();
    const api = new ApiClient(authority.origin, authority.ca);
    expect(await limits()).toEqual({ boss: 'inherit', ann: 3, bob: 1 });
    expect((await api.whoAmI(before.token)).json()).toMatchObject({ reason: 'restored' });
  });
});

// It is opened for the computer it was opened on, by somebody who is there: no backup of another day decides that.
describe('the console in a browser is after a restore as it was before it', () => {
  const openedPath = path.join(dir, 'console-open.rollcall');
  let address: string;
  const show = () => authority.run<{ on: boolean; addresses: string[] }>(['console', 'show']);
  const statusOf = (url: string): Promise<number | string | undefined> =>
    send(url).then(
      ({ status }) => status,
      (error: NodeJS.ErrnoException) => error.code,
    );

  it('open, although it was closed when the backup was made', async () => {
    const port = await findFreePort('127.0.0.1');
    address = `http://127.0.0.1:${String(port)}`;
    await authority.run(['console', 'on', '--port', String(port)]);
    await authority.run(['backup', 'restore', backupPath]);
    expect(await show()).toMatchObject({
      on: true,
      addresses: expect.arrayContaining([address]) as string[],
    });
    expect(await statusOf(`${address}/sign-in`)).toBe(200);
  });

  it('closed, although it was open when the backup was made', async () => {
    await authority.run(['backup', 'create', openedPath]);
    await authority.run(['console', 'off']);
    await authority.run(['backup', 'restore', openedPath]);
    expect(await show()).toMatchObject({ on: false, addresses: [] });
    expect(await statusOf(`${address}/sign-in`)).toBe('ECONNREFUSED');
  });
});
