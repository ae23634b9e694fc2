import { expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient, send } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { listLive } from '../support/facts.ts';

const signIn = (authority: AuthorityProcess, registration?: string) =>
  new ApiClient(authority.origin, authority.ca).call('POST', '/api/v1/sessions', {
    body: {
      username: 'ann',
      password: passwordOf('ann'),
      device: { name: 'Till', ...(registration === undefined ? {} : { registration }) },
    },
  });

/** Afterwards it opens anew in its process; until then nobody is answered. */
async function restore(authority: AuthorityProcess, backup: string): Promise<void> {
  await authority.run(['backup', 'restore', backup]);
  await eventually('the LAN to be answered again', () =>
    send(`${authority.origin}/health`, { ca: authority.ca }).then(
      ({ status }) => status === 200,
      () => false,
    ),
  );
}

it('a device that was blocked in the backup, or is now, is kept out after a restore', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-blocked-'));
  const [authority, other] = await Promise.all([startSetUpAuthority(), startSetUpAuthority()]);
  try {
    await addUser(authority, 'ann', { limit: 5 });
    const block = async (): Promise<string> => {
      const { registration } = (await signIn(authority)).json<{ registration: string }>();
      const [session] = await listLive(authority, 'ann');
      await authority.run(['session', 'end', session?.id ?? '', '--block-device']);
      return registration;
    };
    const then = await block();
    const backup = path.join(folder, 'backup');
    await authority.run(['backup', 'create', backup]);
    const now = await block();
    await restore(authority, backup);
    for (const registration of [then, now]) expect((await signIn(authority, registration)).status).toBe(403);
    expect((await signIn(authority)).status).toBe(201);

    await restore(other, backup);
    expect((await signIn(other, then)).status).toBe(403);
    expect((await signIn(other, now)).status).toBe(201);
  } finally {
    await authority.remove();
    await other.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
