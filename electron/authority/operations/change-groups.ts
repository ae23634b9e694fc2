import { randomUUID } from 'node:crypto';
import { refuse, type ErrorCode, type Refusal } from '../../../shared/errors.ts';
import { noGroupRules, type GroupRules, type GroupRulesPatch } from '../../../shared/model/group.ts';
import type { Surplus } from '../../../shared/model/limit.ts';
import { Batch } from '../base/storage/batch.ts';
import type { AuditAction } from '../../../shared/model/audit.ts';
import type { Group } from '../records/groups/groups.ts';
import type { EndedSession } from '../records/sessions/session.ts';
import { listConsequences, stageConsequences } from './change-consequences.ts';
import type { Dependencies } from './dependencies.ts';
import type { Consequence } from './policies/consequences.ts';

type GroupAnswer<Code extends ErrorCode> = Promise<
  | { readonly ok: true; readonly group: Group; readonly ended: readonly EndedSession[] }
  | Refusal<Code | 'store_unavailable'>
>;

/** A new group, at the end of the list. It has no members yet, so nobody is affected. */
export async function addGroup(
  deps: Dependencies,
  fields: { readonly name: string; readonly rules?: GroupRulesPatch | undefined },
  actor: string,
): GroupAnswer<'group_name_taken'> {
  if (isTaken(deps, fields.name, undefined)) return refuse('group_name_taken');
  const group: Group = {
    id: randomUUID(),
    name: fields.name,
    rules: { ...noGroupRules, ...definedOf(fields.rules) },
    hoursSince: deps.clock.now(),
  };
  const answer = await putGroups(deps, [...deps.groups.list(), group], undefined, {
    action: 'group.added',
    actor,
    subject: group.name,
    data: { rules: group.rules },
  });
  return answer.ok ? { ...answer, group } : answer;
}

export async function setGroup(
  deps: Dependencies,
  id: string,
  fields: {
    readonly name?: string | undefined;
    readonly rules?: GroupRulesPatch | undefined;
    readonly surplus?: Surplus | undefined;
  },
  actor: string,
): GroupAnswer<'group_not_found' | 'group_name_taken'> {
  const before = deps.groups.find(id);
  if (!before) return refuse('group_not_found');
  if (fields.name !== undefined && isTaken(deps, fields.name, id)) return refuse('group_name_taken');
  const group = withRules(deps, { ...before, name: fields.name ?? before.name }, fields.rules);
  const consequences = previewSetGroup(deps, before, fields.rules ?? {});
  const entry = {
    action: 'group.changed',
    actor,
    subject: group.name,
    data: { from: { name: before.name, rules: before.rules }, to: { name: group.name, rules: group.rules } },
  } as const;
  const answer = await putGroups(deps, replaced(deps, group), fields.surplus, entry, { consequences });
  return answer.ok ? { ...answer, group } : answer;
}

/** What `setGroup` would end. Changes nothing. */
export function previewSetGroup(deps: Dependencies, group: Group, rules: GroupRulesPatch): Consequence[] {
  const namesLimit = rules.limit !== undefined || rules.appLimit !== undefined;
  return listConsequences(deps, {
    groups: replaced(deps, withRules(deps, group, rules)),
    restated: namesLimit ? 'group' : undefined,
  });
}

/** @param ids every group once, the one that wins first */
export async function orderGroups(
  deps: Dependencies,
  ids: readonly string[],
  surplus: Surplus | undefined,
  actor: string,
): Promise<
  { ok: true; ended: readonly EndedSession[] } | Refusal<'groups_incomplete' | 'store_unavailable'>
> {
  const groups = findInOrder(deps, ids);
  if (!groups) return refuse('groups_incomplete');
  return putGroups(deps, groups, surplus, {
    action: 'groups.ordered',
    actor,
    subject: '',
    data: { to: groups.map(({ name }) => name) },
  });
}

/** What `orderGroups` would end. Changes nothing. */
export function previewOrderGroups(
  deps: Dependencies,
  ids: readonly string[],
): { ok: true; consequences: Consequence[] } | Refusal<'groups_incomplete'> {
  const groups = findInOrder(deps, ids);
  return groups
    ? { ok: true, consequences: listConsequences(deps, { groups }) }
    : refuse('groups_incomplete');
}

/** Its members lose what it set. */
export async function deleteGroup(
  deps: Dependencies,
  id: string,
  surplus: Surplus | undefined,
  actor: string,
): Promise<{ ok: true; ended: readonly EndedSession[] } | Refusal<'group_not_found' | 'store_unavailable'>> {
  const group = deps.groups.find(id);
  if (!group) return refuse('group_not_found');
  const rest = deps.groups.list().filter((one) => one.id !== id);
  return putGroups(
    deps,
    rest,
    surplus,
    { action: 'group.deleted', actor, subject: group.name, data: {} },
    {
      stageMore: (batch) => {
        for (const user of deps.users.list()) {
          if (user.groups.includes(id)) {
            deps.users.put(batch, { ...user, groups: user.groups.filter((one) => one !== id) });
          }
        }
      },
    },
  );
}

async function putGroups(
  deps: Dependencies,
  groups: readonly Group[],
  surplus: Surplus | undefined,
  entry: {
    readonly action: AuditAction;
    readonly actor: string;
    readonly subject: string;
    readonly data: Readonly<Record<string, unknown>>;
  },
  more: {
    readonly consequences?: readonly Consequence[];
    readonly stageMore?: (batch: Batch) => void;
  } = {},
): Promise<{ ok: true; ended: readonly EndedSession[] } | Refusal<'store_unavailable'>> {
  const consequences = more.consequences ?? listConsequences(deps, { groups });
  const batch = new Batch();
  deps.groups.put(batch, groups);
  more.stageMore?.(batch);
  deps.audit.append(batch, { at: deps.clock.now(), ...entry });
  const ended = stageConsequences(deps, batch, consequences, surplus, entry.actor);
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, ended } : committed;
}

/** Hours that are set anew hold from now on: windows that closed before end nobody. */
function withRules(deps: Dependencies, group: Group, rules: GroupRulesPatch | undefined): Group {
  const next = { ...group.rules, ...definedOf(rules) };
  const hoursChange = JSON.stringify(next.hours) !== JSON.stringify(group.rules.hours);
  return { ...group, rules: next, hoursSince: hoursChange ? deps.clock.now() : group.hoursSince };
}

function replaced(deps: Dependencies, group: Group): Group[] {
  return deps.groups.list().map((one) => (one.id === group.id ? group : one));
}

/** Undefined when the list does not name every group once. */
function findInOrder(deps: Dependencies, ids: readonly string[]): Group[] | undefined {
  const groups = ids.flatMap((id) => deps.groups.find(id) ?? []);
  const complete = new Set(groups).size === ids.length && ids.length === deps.groups.list().length;
  return complete ? groups : undefined;
}

function isTaken(deps: Dependencies, name: string, ownId: string | undefined): boolean {
  const folded = name.toLowerCase();
  return deps.groups.list().some((group) => group.id !== ownId && group.name.toLowerCase() === folded);
}

/** Fields that are set: what a caller leaves undefined stays. */
function definedOf(rules: GroupRulesPatch | undefined): Partial<GroupRules> {
  return Object.fromEntries(Object.entries(rules ?? {}).filter(([, value]) => value !== undefined));
}
