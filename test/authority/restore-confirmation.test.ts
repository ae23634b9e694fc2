import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../shared/model/audit.ts';
import { findFreePort } from '../proxies/free-port.ts';
import { addSecondFactor, type Factor } from '../support/authenticator.ts';
import {
  addUser,
  adminPassword,
  passwordOf,
  startAuthority,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { Browser } from '../support/client.ts';
import { ConsoleVisitor } from '../support/console-visitor.ts';
import { eventually } from '../support/eventually.ts';
import { listAudit } from '../support/facts.ts';
import type { Control } from '../support/open-control.ts';
import { openWindowControl, speakControl } from '../support/speak-control.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'rollcall-confirmed-'));
const file = { path: path.join(dir, 'backup'), part: 'users-and-apps' } as const;
let authority: AuthorityProcess;
let consoleOrigin: string;
let factor: Factor;
let codesUsed = 0;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  for (const name of ['carol', 'dora']) {
    await authority.run(
      ['user', 'add', name, '--admin', '--password-stdin', '--final'],
      `${passwordOf(name)}\n`,
    );
  }
  await authority.run(['user', 'add', 'temp', '--admin', '--password-stdin'], 'given by an admin\n');
  await addUser(authority, 'ann');
  const portal = new Browser(authority.origin, authority.ca);
  await portal.signIn('carol', passwordOf('carol'));
  factor = await addSecondFactor(portal, 'carol');
  const port = await findFreePort('127.0.0.1');
  await authority.run(['console', 'on', '--port', String(port)]);
  consoleOrigin = `http://127.0.0.1:${String(port)}`;
  await authority.run(['backup', 'create', file.path]);
});

afterAll(async () => {
  await authority.remove();
  rmSync(dir, { recursive: true });
});

/** A restore starts the authority anew. */
const openWindow = (): Promise<Control> =>
  eventually('the local socket', () => openWindowControl(authority.socket).catch(() => undefined));

async function openInBrowser(): Promise<Control> {
  const visitor = new ConsoleVisitor(consoleOrigin);
  await visitor.signInToConsole('carol', passwordOf('carol'), factor.recoveryCodes[codesUsed++] ?? '');
  const opened = await visitor.openSocket();
  if (!('socket' in opened)) throw new Error(String(opened.status));
  return speakControl(opened.socket);
}

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );

async function restores(): Promise<AuditEntry[]> {
  return (await listAudit(authority, 500)).filter(({ action }) => action === 'backup.restored');
}

describe('a restore from the window', () => {
  it('is refused without the password of an admin, and then nothing has changed', async () => {
    const control = await openWindow();
    await control.users.add({ name: 'newcomer' });
    expect(await codeOf(control.backup.restore(file))).toBe('credentials');
    for (const confirm of [
      { admin: 'boss', password: '' },
      { admin: 'boss', password: 'not it' },
      { admin: 'nobody', password: adminPassword },
      { admin: 'ann', password: passwordOf('ann') },
      { admin: 'temp', password: 'given by an admin' },
    ]) {
      expect(await codeOf(control.backup.restore({ ...file, confirm })), confirm.admin).toBe('credentials');
    }
    expect((await control.users.list()).map(({ name }) => name)).toContain('newcomer');
    expect(await restores()).toEqual([]);
    const failed = (await listAudit(authority, 50)).filter(({ action }) => action === 'sign_in.failed');
    expect(failed.map(({ subject }) => subject)).toContain('boss');
  });

  it('makes whoever guesses wait, and the right password too', async () => {
    const control = await openWindow();
    const guess = (password: string): Promise<unknown> =>
      codeOf(control.backup.restore({ ...file, confirm: { admin: 'dora', password } }));
    await eventually('the wait', async () => (await guess('not it')) === 'throttled');
    expect(await guess(passwordOf('dora'))).toBe('throttled');
    expect(await restores()).toEqual([]);
  });

  it('is done with it, and the audit names who confirmed it', async () => {
    const control = await openWindow();
    const confirm = { admin: 'BOSS', password: adminPassword };
    expect(await control.backup.restore({ ...file, confirm })).toMatchObject({ backup: { path: file.path } });
    const after = await openWindow();
    expect((await after.users.list()).map(({ name }) => name)).not.toContain('newcomer');
    expect(await restores()).toMatchObject([{ actor: 'console', data: { admin: 'boss' } }]);
  });

  it('needs nobody where there is no admin yet, and an admin from then on', async () => {
    const fresh = await startAuthority();
    try {
      const control = await openWindowControl(fresh.socket);
      await control.backup.restore({ ...file, part: 'everything' });
      const after = await eventually('the authority anew', async () => {
        const next = await openWindowControl(fresh.socket).catch(() => undefined);
        return (await next?.status.get())?.setup.adminExists ? next : undefined;
      });
      expect(await codeOf(after.backup.restore(file))).toBe('credentials');
    } finally {
      await fresh.remove();
    }
  });
});

describe('a restore from a browser', () => {
  it('takes the password of the admin who signed in there, and no other’s', async () => {
    const control = await openInBrowser();
    const restore = (admin: string, password: string): Promise<unknown> =>
      codeOf(control.backup.restore({ ...file, confirm: { admin, password } }));
    expect(await codeOf(control.backup.restore(file))).toBe('credentials');
    expect(await restore('boss', adminPassword)).toBe('credentials');
    expect(await restores()).toHaveLength(1);
    expect(await restore('carol', passwordOf('carol'))).toBe('done');
    expect((await restores())[0]).toMatchObject({ actor: 'user:carol', data: { admin: 'carol' } });
  });
});

describe('a restore by the command line', () => {
  it('asks for nothing: who runs it owns the data', async () => {
    await authority.run(['backup', 'restore', file.path, '--part', 'users-and-apps']);
    const [restored] = await restores();
    expect(restored?.actor).toBe('cli');
    expect(restored?.data).not.toHaveProperty('admin');
  });
});
