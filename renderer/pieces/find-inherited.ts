import type { GroupRules, GroupView } from '../../shared/model/group.ts';
import type { BoundBy } from '../../shared/model/limit.ts';

export interface Inherited<Value> {
  readonly value: Value;
  readonly boundBy: BoundBy;
  readonly group?: string;
}

/**
 * What holds for a user without an own rule: the first group of the list that the user is in and that sets it, else the
 * install. The authority decides the same; this is for a form whose groups are not saved yet.
 */
export function findInherited<Key extends 'limit' | 'appLimit' | 'policy'>(
  key: Key,
  groups: readonly GroupView[],
  memberOf: readonly string[],
  install: Exclude<GroupRules[Key], 'inherit'>,
): Inherited<Exclude<GroupRules[Key], 'inherit'>> {
  for (const { id, name, rules } of groups) {
    const value = rules[key];
    if (memberOf.includes(id) && value !== 'inherit') {
      return { value: value as Exclude<GroupRules[Key], 'inherit'>, boundBy: 'group', group: name };
    }
  }
  return { value: install, boundBy: 'install' };
}
