import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manyMax } from '../../shared/contract/call-parts.ts';
import { importRowsMax } from '../../shared/model/user-import.ts';
import { startAuthority, type AuthorityProcess } from '../support/authority-process.ts';
import { writeTable } from '../support/made-tables.ts';
import { openControl, type Control } from '../support/open-control.ts';
import { openWindowControl } from '../support/speak-control.ts';

let authority: AuthorityProcess;
let control: Control;
/** One more than a file brings. */
let ids: string[];

beforeAll(async () => {
  authority = await startAuthority();
  control = openControl(authority);
  const names = Array.from({ length: importRowsMax }, (_, n) => [`n${String(n)}`]);
  const file = writeTable([['name'], ...names]).toString('base64');
  const { added } = await control.users.import({ file });
  const { user } = await control.users.add({ name: 'one more' });
  ids = [...added.map(({ id }) => id), user.id];
});

afterAll(() => authority.remove());

describe('as many users as there can be', () => {
  it('get their codes at once, in their order', async () => {
    const { codes } = await control.users.makeCodes({ ids });
    expect(codes.map(({ id }) => id)).toEqual(ids);
    expect(new Set(codes.map(({ code }) => code)).size).toBe(importRowsMax + 1);
  });

  it('are changed at once, from the window of the app as well, and deleted', async () => {
    const window = await openWindowControl(authority.socket);
    const { group } = await control.groups.add({ name: 'Everybody' });
    expect((await window.users.previewSetMany({ ids, disabled: true })).affected).toEqual([]);
    await window.users.setMany({ ids, limit: 4, disabled: true, addGroups: [group.id] });
    const users = await control.users.list();
    expect(users).toHaveLength(importRowsMax + 1);
    expect(users.at(-1)).toMatchObject({ name: 'one more', state: 'disabled', limit: 4, groups: [group.id] });
    await window.users.deleteMany({ ids });
    expect(await control.users.list()).toEqual([]);
  });

  it('and sessions are named in one request on each way to the authority', async () => {
    const nobody = Array.from({ length: manyMax }, () => randomUUID());
    const window = await openWindowControl(authority.socket);
    for (const way of [control, window]) {
      await expect(way.users.deleteMany({ ids: nobody })).rejects.toMatchObject({ code: 'user_not_found' });
      await expect(way.sessions.end({ ids: nobody })).rejects.toMatchObject({ code: 'session_not_found' });
      await expect(way.users.deleteMany({ ids: [...nobody, 'x'] })).rejects.toMatchObject({
        code: 'input_invalid',
      });
    }
  });
});
