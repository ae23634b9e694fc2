import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { refuse, type Refusal } from '../../../shared/errors.ts';
import { foldGroupName } from '../../../shared/model/group.ts';
import { rulesFileSchema, type RulesFile } from '../../../shared/model/rules-file.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import type { Group } from '../records/groups/groups.ts';
import type { User } from '../records/users/users.ts';
import { checkReservations } from './change-consequences.ts';
import type { Dependencies } from './dependencies.ts';

/** The install as a rules file makes it. */
export interface RulesOfFile {
  readonly ok: true;
  readonly settings: Settings;
  readonly plan: Plan;
  readonly groups: readonly Group[];
  /** Those the file names, as they become, by id. */
  readonly users: ReadonlyMap<string, User>;
}

export type RulesFileRefusal = Refusal<
  'rules_file_invalid' | 'user_not_found' | 'group_not_found' | 'reservations_exceed_plan'
>;

/**
 * Checks a rules file as a whole against this install. What the file does not name stays: other users as they are,
 * other groups behind those of the file, in their order.
 */
export function decodeRulesFile(deps: Dependencies, document: unknown): RulesOfFile | RulesFileRefusal {
  const parsed = rulesFileSchema.safeParse(document);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return invalid(issue?.path.join('.') ?? '', issue?.message ?? '');
  }
  const file = parsed.data;
  const groups = decodeGroups(deps, file);
  if (!groups.ok) return groups;
  const users = decodeUsers(deps, file, groups.groups);
  if (!users.ok) return users;
  const before = deps.settings.current();
  const exceeds = checkReservations(deps, { plan: file.plan, users: users.users });
  return (
    exceeds ?? {
      ok: true,
      settings: { ...before, sessions: { ...before.sessions, ...file.install } },
      plan: file.plan,
      groups: groups.groups,
      users: users.users,
    }
  );
}

function decodeGroups(
  deps: Dependencies,
  file: RulesFile,
): { ok: true; groups: readonly Group[] } | Refusal<'rules_file_invalid'> {
  const before = deps.groups.list();
  const groups = new Map<string, Group>();
  for (const [n, { name, rules }] of file.groups.entries()) {
    const folded = foldGroupName(name);
    if (groups.has(folded)) return invalid(`groups.${String(n)}.name`, `${name} is there twice`);
    const known = before.find((group) => foldGroupName(group.name) === folded);
    // Hours that are set anew hold from now on: windows that closed before end nobody.
    const sameHours = known && isDeepStrictEqual(known.rules.hours, rules.hours);
    groups.set(folded, {
      id: known?.id ?? randomUUID(),
      name,
      rules,
      hoursSince: sameHours ? known.hoursSince : deps.clock.now(),
    });
  }
  const others = before.filter((group) => !groups.has(foldGroupName(group.name)));
  return { ok: true, groups: [...groups.values(), ...others] };
}

function decodeUsers(
  deps: Dependencies,
  file: RulesFile,
  groups: readonly Group[],
):
  | { ok: true; users: ReadonlyMap<string, User> }
  | Refusal<'rules_file_invalid' | 'user_not_found' | 'group_not_found'> {
  const idOf = new Map(groups.map((group) => [foldGroupName(group.name), group.id]));
  const users = new Map<string, User>();
  for (const [name, fields] of Object.entries(file.users)) {
    const user = deps.users.findByName(name);
    if (!user) return refuse('user_not_found', { data: { name } });
    if (users.has(user.id)) return invalid(`users.${name}`, 'this user is there twice');
    const own = new Set<string>();
    for (const group of fields.groups) {
      const id = idOf.get(foldGroupName(group));
      if (id === undefined) return refuse('group_not_found', { data: { name: group, user: name } });
      own.add(id);
    }
    const { limit, appLimit, policy, reservedSeats } = fields;
    users.set(user.id, { ...user, limit, appLimit, policy, reservedSeats, groups: [...own] });
  }
  return { ok: true, users };
}

function invalid(path: string, problem: string): Refusal<'rules_file_invalid'> {
  return refuse('rules_file_invalid', { data: { path, problem } });
}
