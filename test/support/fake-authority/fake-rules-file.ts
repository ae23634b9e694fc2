import type { Group } from '../../../electron/authority/records/groups/groups.ts';
import type { RulesFile } from '../../../shared/model/rules-file.ts';
import type { FakeRecords } from './fake-records.ts';
import type { FakeUser } from './fake-user.ts';

export function exportFakeRules(records: FakeRecords): RulesFile {
  const { limit, policy, appSessions, appLimit, browser, app } = records.settings.sessions;
  return {
    rollcall: 'rules',
    version: 1,
    install: { limit, policy, appSessions, appLimit, browser, app },
    plan: records.plan,
    groups: records.groups.map(({ name, rules }) => ({ name, rules })),
    users: Object.fromEntries(
      [...records.users.values()].map((user) => [
        user.name,
        {
          limit: user.limit,
          appLimit: user.appLimit,
          policy: user.policy,
          reservedSeats: user.reservedSeats,
          groups: records.groups.flatMap(({ id, name }) => (user.groups.includes(id) ? [name] : [])),
        },
      ]),
    ),
  };
}

/** What a file of rules would change, with a line for each change. */
export function readFakeRules(records: FakeRecords, file: RulesFile) {
  const before = exportFakeRules(records);
  const groups = file.groups.map(({ name, rules }): Group => {
    const known = records.groups.find((group) => group.name === name);
    return { id: known?.id ?? records.makeId(), name, rules, hoursSince: known?.hoursSince ?? Date.now() };
  });
  const users = new Map<string, FakeUser>();
  for (const [name, fields] of Object.entries(file.users)) {
    const user = [...records.users.values()].find((one) => one.name === name);
    if (user === undefined) return { ok: false, code: 'user_not_found', name } as const;
    const ids: string[] = [];
    for (const wanted of fields.groups) {
      const group = groups.find((one) => one.name === wanted);
      if (group === undefined) return { ok: false, code: 'group_not_found', name: wanted } as const;
      ids.push(group.id);
    }
    users.set(user.id, { ...user, ...fields, groups: ids });
  }
  const { sessions } = records.settings;
  return {
    ok: true as const,
    change: {
      settings: { ...records.settings, sessions: { ...sessions, ...file.install } },
      plan: file.plan,
      groups,
      users,
    },
    changes: [
      ...compare('Everyone', before.install, file.install),
      ...compare('Plan', before.plan, file.plan),
      ...compare('Groups', indexByName(before.groups), indexByName(file.groups)),
      ...Object.entries(file.users).flatMap(([name, fields]) =>
        compare(name, before.users[name] ?? {}, fields),
      ),
    ],
  };
}

function indexByName(groups: RulesFile['groups']): Record<string, unknown> {
  return Object.fromEntries(groups.map(({ name, rules }) => [name, rules]));
}

function compare(what: string, before: object, after: object): string[] {
  const old: Readonly<Record<string, unknown>> = { ...before };
  return Object.entries(after).flatMap(([key, value]: [string, unknown]) => {
    const [from, to] = [JSON.stringify(old[key] ?? 'none'), JSON.stringify(value)];
    return from === to ? [] : [`${what}: ${key} from ${from} to ${to}`.replaceAll('"', '')];
  });
}
