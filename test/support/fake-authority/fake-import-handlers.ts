import { noGroupRules } from '../../../shared/model/group.ts';
import type { ImportFault, ImportRow, MissingGroups } from '../../../shared/model/user-import.ts';
import { foldUserName, isUserName } from '../../../shared/model/user.ts';
import { os } from './fake-os.ts';
import type { FakeRecords } from './fake-records.ts';
import { endAffected, findExcess, listAffected } from './fake-rules.ts';
import { makeFakeUser, type FakeUser } from './fake-user.ts';

const known = ['name', 'display_name', 'email', 'groups', 'limit'] as const;
type Known = (typeof known)[number];

interface FakeImport {
  readonly id: string;
  readonly at: string;
  readonly before: ReadonlyMap<string, FakeUser | undefined>;
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}

/** Files of users as far as the screens need them: UTF-8, one of the separators, no quotes. */
export function createFakeImportHandlers(records: FakeRecords) {
  const imports = new Map<string, FakeImport>();

  const read = (file: string, missingGroups: MissingGroups = 'skip') => {
    const made = new Map<string, string>();
    const bytes = Uint8Array.from(atob(file), (character) => character.charCodeAt(0));
    const lines = new TextDecoder().decode(bytes).split(/\r?\n/);
    const header = lines[0] ?? '';
    const separator = ([',', ';', '\t'] as const).find((one) => header.includes(one)) ?? ',';
    const titles = header.split(separator).map((title) => title.trim());
    const named = titles.filter((title): title is Known => known.some((one) => one === title));
    const columns = [...new Set(named)];
    const repeated = columns.flatMap((column) => {
      const [used = 0, ...left] = titles.flatMap((title, n) => (title === column ? [n + 1] : []));
      return left.length === 0 ? [] : [{ column, used, left }];
    });
    if (!columns.includes('name')) return undefined;
    const rows: ImportRow[] = [];
    const users = new Map<string, FakeUser>();
    for (const [n, line] of lines.entries()) {
      if (n === 0 || line.trim() === '') continue;
      const texts = line.split(separator);
      const cells = Object.fromEntries(
        columns.flatMap((column) => {
          const text = texts[titles.indexOf(column)]?.trim() ?? '';
          return text === '' ? [] : [[column, text] as const];
        }),
      );
      const row = toRow(n + 1, cells, missingGroups, made);
      rows.push(row.row);
      if (row.user !== undefined) users.set(row.user.id, row.user);
    }
    const ignored = titles.filter((title) => !known.some((one) => one === title));
    return {
      format: { encoding: 'utf-8' as const, separator, columns, ignored, repeated },
      rows,
      users,
      made,
    };
  };

  const toRow = (
    line: number,
    cells: Partial<Record<Known, string>>,
    missingGroups: MissingGroups,
    made: Map<string, string>,
  ): { row: ImportRow; user?: FakeUser } => {
    const { name = '', display_name: displayName, email, groups, limit } = cells;
    const faults: ImportFault[] = [];
    if (!isUserName(name))
      faults.push({ column: 'name', code: name === '' ? 'name_missing' : 'name_invalid' });
    if (email !== undefined && !email.includes('@')) faults.push({ column: 'email', code: 'email_invalid' });
    if (limit !== undefined && !/^(\d{1,5}|inherit|unlimited)$/.test(limit)) {
      faults.push({ column: 'limit', code: 'limit_invalid' });
    }
    const named = new Map<string, string>();
    const groupIds = groups?.split('|').flatMap((group) => {
      const found = records.groups.find((one) => one.name.toLowerCase() === group.trim().toLowerCase());
      if (found !== undefined) return [found.id];
      const id = made.get(group.trim()) ?? records.makeId();
      named.set(group.trim(), id);
      if (missingGroups === 'skip')
        faults.push({ column: 'groups', code: 'group_unknown', of: group.trim() });
      return missingGroups === 'make' ? [id] : [];
    });
    if (faults.every(({ code }) => code === 'group_unknown')) {
      for (const [group, id] of named) made.set(group, id);
    }
    if (faults.length > 0) return { row: { line, cells, outcome: 'bad', faults } };
    const before = [...records.users.values()].find((user) => foldUserName(user.name) === foldUserName(name));
    const fields: Partial<FakeUser> = {
      ...(displayName === undefined ? {} : { displayName }),
      ...(email === undefined ? {} : { email }),
      ...(groupIds === undefined ? {} : { groups: groupIds }),
      ...(limit === undefined
        ? {}
        : { limit: limit === 'inherit' || limit === 'unlimited' ? limit : Number(limit) }),
    };
    if (before === undefined) {
      const user = makeFakeUser({ id: records.makeId(), name, hasPassword: false, ...fields });
      return { row: { line, cells, outcome: 'new' }, user };
    }
    const columnOf = {
      displayName: 'display_name',
      email: 'email',
      groups: 'groups',
      limit: 'limit',
    } as const;
    const old = Object.entries(columnOf).flatMap(([field, column]) => {
      const was = before[field as keyof typeof columnOf];
      const next = fields[field as keyof typeof columnOf];
      if (next === undefined || String(next) === String(was)) return [];
      const names = Array.isArray(was)
        ? was.map((id) => records.groups.find((group) => group.id === id)?.name ?? '').join('|')
        : String(was);
      return [[column, names === '' ? '-' : names] as const];
    });
    if (old.length === 0) return { row: { line, cells, outcome: 'unchanged' } };
    return {
      row: { line, cells, outcome: 'changed', before: Object.fromEntries(old) },
      user: { ...before, ...fields },
    };
  };

  return {
    previewImport: os.users.previewImport.handler(({ input, errors }) => {
      const table = read(input.file, input.missingGroups);
      if (table === undefined) throw errors.import_unreadable({ data: { why: 'no_name_column' } });
      const excess = findExcess(records, { users: table.users });
      return {
        format: table.format,
        rows: table.rows,
        ...(table.made.size === 0 ? {} : { missingGroups: [...table.made.keys()] }),
        affected: listAffected(records, { users: table.users }),
        ...(excess === undefined ? {} : { reservations: excess }),
      };
    }),
    import: os.users.import.handler(({ input, errors }) => {
      const table = read(input.file, input.missingGroups);
      if (table === undefined) throw errors.import_unreadable({ data: { why: 'no_name_column' } });
      const before = new Map([...table.users.keys()].map((id) => [id, records.users.get(id)]));
      const affected = listAffected(records, { users: table.users });
      for (const user of table.users.values()) records.users.set(user.id, user);
      const groups =
        input.missingGroups === 'make' ? [...table.made].map(([name, made]) => ({ id: made, name })) : [];
      records.groups = [
        ...records.groups,
        ...groups.map((group) => ({ ...group, rules: noGroupRules, hoursSince: 0 })),
      ];
      const ended = endAffected(records, affected, input.surplus);
      records.publishRules();
      const id = records.makeId();
      if (before.size > 0) imports.set(id, { id, at: new Date().toISOString(), before, groups });
      const pick = (isNew: boolean) =>
        [...table.users.values()]
          .filter((user) => (before.get(user.id) === undefined) === isNew)
          .map(({ id: userId, name }) => ({ id: userId, name }));
      const count = (outcome: ImportRow['outcome']): number =>
        table.rows.filter((row) => row.outcome === outcome).length;
      return {
        ...(before.size > 0 ? { id } : {}),
        added: pick(true),
        changed: pick(false),
        ...(groups.length === 0 ? {} : { groups }),
        unchanged: count('unchanged'),
        skipped: count('bad'),
        ended,
      };
    }),
    listImports: os.users.listImports.handler(() =>
      [...imports.values()].toReversed().map(({ id, at, before, groups }) => {
        const changed = [...before.values()].filter((user) => user !== undefined).length;
        return { id, at, added: before.size - changed, changed, groups: groups.length };
      }),
    ),
    undoImport: os.users.undoImport.handler(({ input, errors }) => {
      const done = imports.get(input.id);
      if (done === undefined) throw errors.import_not_found();
      imports.delete(input.id);
      const undone: { id: string; name: string }[] = [];
      const kept: { id: string; name: string }[] = [];
      for (const [id, before] of done.before) {
        const user = records.users.get(id);
        if (user === undefined) continue;
        const isKept = before === undefined && user.hasPassword;
        (isKept ? kept : undone).push({ id, name: user.name });
        if (isKept) continue;
        if (before === undefined) {
          records.users.delete(id);
          records.publish({ type: 'user.removed', id });
        } else records.users.set(id, before);
      }
      const gone = done.groups.filter(
        (group) => ![...records.users.values()].some((user) => user.groups.includes(group.id)),
      );
      records.groups = records.groups.filter((group) => !gone.some(({ id }) => id === group.id));
      records.publishRules();
      const stay = done.groups.filter((group) => !gone.includes(group));
      return { undone, kept, ...(done.groups.length === 0 ? {} : { groups: { undone: gone, kept: stay } }) };
    }),
  };
}
