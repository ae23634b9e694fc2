import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addGroup } from '../../electron/authority/operations/change-groups.ts';
import { exportRules } from '../../electron/authority/operations/export-rules.ts';
import { importRules, previewImport } from '../../electron/authority/operations/import-rules.ts';
import type { RulesFile } from '../../shared/model/rules-file.ts';
import { noGroupRules } from '../../shared/model/group.ts';
import { openSeam, removeSeamDir, type Seam } from '../support/seam.ts';

let seam: Seam;

beforeEach(async () => {
  seam = await openSeam();
  for (const name of ['ann', 'bob', 'cid']) await seam.addUser(name);
  await addGroup(seam.deps, { name: 'Office', rules: { limit: 3 } }, 'cli');
  await addGroup(seam.deps, { name: 'night' }, 'cli');
});

afterEach(async () => {
  await seam.close();
  removeSeamDir(seam.dataDir);
});

function file(change: (rules: RulesFile) => void = () => undefined): RulesFile {
  const rules = structuredClone(exportRules(seam.deps));
  change(rules);
  return rules;
}

const inherit = { limit: 'inherit', appLimit: 'inherit', policy: 'inherit', reservedSeats: 0, groups: [] };
const own = (fields: Partial<RulesFile['users'][string]>): RulesFile['users'][string] =>
  ({ ...inherit, ...fields }) as RulesFile['users'][string];

function importFile(rules: unknown, surplus?: 'now'): ReturnType<typeof importRules> {
  return importRules(seam.deps, rules, surplus, 'cli');
}

function listReserved(): unknown[] {
  return seam.deps.users.list().map(({ name, reservedSeats }) => [name, reservedSeats]);
}

describe('a rules file', () => {
  it('is complete, and changes nothing where it comes from', async () => {
    const rules = file();
    expect(rules.groups.map(({ name }) => name)).toEqual(['Office', 'night']);
    expect(Object.keys(rules.users)).toEqual(['ann', 'bob', 'boss', 'cid']);
    expect(await importFile(rules)).toEqual({ ok: true, changes: [], ended: [] });
    const { entries } = await seam.deps.audit.list({ limit: 100 });
    expect(entries.filter(({ action }) => action === 'rules.imported')).toEqual([]);
  });

  it('takes over install, plan, groups with their order, and users, in one go and with the audit', async () => {
    const rules = file((one) => {
      one.install = { ...one.install, limit: 1, appSessions: 'separate' };
      one.plan = { seats: 5, mode: 'floating', whenFull: 'end-least-recent' };
      one.groups = [
        { name: 'night', rules: { ...noGroupRules, browser: { idleSeconds: 600 } } },
        { name: 'OFFICE', rules: { ...noGroupRules, limit: 4 } },
        { name: 'new', rules: noGroupRules },
      ];
      one.users = {
        ANN: own({ reservedSeats: 2, groups: ['office', 'new'], limit: 7 }),
        bob: own({ reservedSeats: 3, policy: 'refuse' }),
      };
    });
    const officeId = seam.deps.groups.list()[0]?.id;
    const dry = previewImport(seam.deps, rules);
    expect(exportRules(seam.deps)).toEqual(file());
    const imported = await importFile(rules);
    expect(imported).toMatchObject({ ok: true, ended: [] });
    expect(dry.ok && dry.changes).toEqual(imported.ok && imported.changes);
    expect(imported.ok && imported.changes).toEqual([
      'Install: limit: 2 → 1',
      'Install: app sessions: counted → separate',
      'Plan: seats: unlimited → 5',
      'Plan: when full: refuse → end-least-recent',
      'Group night: browser idle: inherit → 600 s',
      'Group Office: name: Office → OFFICE',
      'Group OFFICE: limit: 3 → 4',
      'Group new: added',
      'Order of groups: Office, night → night, OFFICE, new',
      'User ann: limit: inherit → 7',
      'User ann: reserved seats: 0 → 2',
      'User ann: groups: none → OFFICE, new',
      'User bob: policy: inherit → refuse',
      'User bob: reserved seats: 0 → 3',
    ]);
    expect(seam.deps.groups.list()[1]?.id).toBe(officeId);
    expect(exportRules(seam.deps)).toMatchObject({
      install: rules.install,
      plan: rules.plan,
      groups: rules.groups,
      users: { ann: { limit: 7, groups: ['OFFICE', 'new'] }, cid: inherit },
    });
    const { entries } = await seam.deps.audit.list({ limit: 10 });
    // Whom it changed has an entry of the own, with the groups by name.
    const ofAnn = entries.find(({ action, subject }) => action === 'user.changed' && subject === 'ann');
    expect(ofAnn).toMatchObject({ actor: 'cli', data: { through: 'rules', to: { limit: 7 } } });
    expect(ofAnn?.data['to']).toMatchObject({ groups: expect.arrayContaining(['OFFICE', 'new']) });
    const entry = entries.find(({ action }) => action === 'rules.imported');
    expect(entry).toMatchObject({
      actor: 'cli',
      data: { changes: imported.ok && imported.changes },
    });
    const settings = JSON.parse(readFileSync(path.join(seam.dataDir, 'settings.json'), 'utf8')) as unknown;
    expect(settings).toEqual(seam.deps.settings.current());
    expect(settings).toMatchObject({ revision: 2, sessions: { limit: 1 } });
  });

  it('leaves users and groups that it does not name, those groups behind its own', async () => {
    await importFile(file((one) => (one.users = { cid: own({ groups: ['Office'] }) })));
    const rules = file((one) => {
      one.groups = [{ name: 'first', rules: noGroupRules }];
      one.users = { ann: own({ limit: 1, groups: ['night'] }) };
    });
    expect(await importFile(rules)).toMatchObject({ ok: true });
    const after = exportRules(seam.deps);
    expect(after.groups.map(({ name }) => name)).toEqual(['first', 'Office', 'night']);
    expect(after.users['cid']).toEqual(own({ groups: ['Office'] }));
    expect(after.users['ann']).toEqual(own({ limit: 1, groups: ['night'] }));
  });

  it.each<[string, (rules: RulesFile) => unknown, object]>([
    ['no document', () => 'text', { code: 'rules_file_invalid', data: { path: '' } }],
    ['another file', () => ({ users: [] }), { code: 'rules_file_invalid', data: { path: 'rollcall' } }],
    [
      'an unknown rule deep inside',
      (one) => {
        one.groups[1] = { name: 'night', rules: { ...noGroupRules, browser: { idleSeconds: 5 } } };
        return one;
      },
      { code: 'rules_file_invalid', data: { path: 'groups.1.rules.browser.idleSeconds' } },
    ],
    [
      'a group twice',
      (one) => {
        one.groups.push({ name: 'NIGHT', rules: noGroupRules });
        return one;
      },
      { code: 'rules_file_invalid', data: { path: 'groups.2.name', problem: 'NIGHT is there twice' } },
    ],
    [
      'a user twice',
      (one) => ({ ...one, users: { ann: own({}), Ann: own({}) } }),
      { code: 'rules_file_invalid', data: { path: 'users.Ann' } },
    ],
    [
      'an unknown user',
      (one) => ({ ...one, users: { zed: own({}) } }),
      { code: 'user_not_found', data: { name: 'zed' } },
    ],
    [
      'an unknown group of a user',
      (one) => ({ ...one, users: { ann: own({ groups: ['nowhere'] }) } }),
      { code: 'group_not_found', data: { name: 'nowhere', user: 'ann' } },
    ],
    [
      'more reserved seats than seats',
      (one) => ({
        ...one,
        plan: { ...one.plan, seats: 5 },
        users: {
          ann: own({ reservedSeats: 2 }),
          bob: own({ reservedSeats: 2 }),
          cid: own({ reservedSeats: 2 }),
        },
      }),
      { code: 'reservations_exceed_plan', data: { sum: '6 of 5' } },
    ],
  ])('with %s is refused as a whole', async (_what, change, refusal) => {
    const before = exportRules(seam.deps);
    const wanted = change(file((one) => (one.install = { ...one.install, limit: 1 })));
    expect(await importFile(wanted)).toMatchObject({ ok: false, ...refusal });
    expect(previewImport(seam.deps, wanted)).toMatchObject({ ok: false, ...refusal });
    expect(exportRules(seam.deps)).toEqual(before);
    expect(listReserved()).toEqual(listReserved().map((pair) => [(pair as [string])[0], 0]));
  });

  it('says whom a lower limit concerns, and ends them only when told to, in the same transaction', async () => {
    await seam.signIn('ann', 'A');
    seam.time.pass(1000);
    await seam.signIn('ann', 'B');
    const rules = file((one) => (one.install = { ...one.install, limit: 1 }));
    const dry = previewImport(seam.deps, rules);
    expect(dry.ok && dry.consequences.map(({ session, reason }) => [session.device, reason])).toEqual([
      ['A', 'limit_reduced'],
    ]);
    const now = await importFile(rules, 'now');
    expect(now.ok && now.ended.map(({ device, ended }) => [device, ended.reason])).toEqual([
      ['A', 'limit_reduced'],
    ]);
    expect(seam.deps.sessions.listLive().map(({ device }) => device)).toEqual(['B']);
  });

  it('ends at once whose life is over under the new rules, whatever is said of the surplus', async () => {
    await seam.signIn('ann', 'A');
    seam.time.pass(3600_000);
    const imported = await importFile(
      file((one) => {
        one.install = { ...one.install, browser: { ...one.install.browser, idleSeconds: 60 } };
      }),
    );
    expect(imported.ok && imported.ended.map(({ device, ended }) => [device, ended.reason])).toEqual([
      ['A', 'idle'],
    ]);
  });
});
