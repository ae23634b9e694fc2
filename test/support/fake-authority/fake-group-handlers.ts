import type { Group } from '../../../electron/authority/records/groups/groups.ts';
import { noGroupRules, type GroupRules, type GroupRulesPatch } from '../../../shared/model/group.ts';
import type { Surplus } from '../../../shared/model/limit.ts';
import type { SessionView } from '../../../shared/model/session.ts';
import { os } from './fake-os.ts';
import type { FakeRecords } from './fake-records.ts';
import { endAffected, listAffected } from './fake-rules.ts';

export function createFakeGroupHandlers(records: FakeRecords) {
  const put = (groups: readonly Group[], surplus: Surplus | undefined): SessionView[] => {
    const affected = listAffected(records, { groups });
    records.groups = groups;
    const ended = endAffected(records, affected, surplus);
    records.publishRules();
    return ended;
  };
  const isTaken = (name: string, id?: string): boolean =>
    records.groups.some((group) => group.id !== id && group.name.toLowerCase() === name.toLowerCase());
  const replaced = (group: Group): Group[] =>
    records.groups.map((one) => (one.id === group.id ? group : one));
  const findInOrder = (ids: readonly string[]): Group[] | undefined => {
    const groups = ids.flatMap((id) => records.groups.find((group) => group.id === id) ?? []);
    const complete = new Set(groups).size === ids.length && groups.length === records.groups.length;
    return complete ? groups : undefined;
  };
  const show = (id: string) => {
    const group = records.showGroups().find((one) => one.id === id);
    if (group === undefined) throw new Error(`no group ${id}`);
    return group;
  };

  return {
    list: os.groups.list.handler(() => records.showGroups()),
    add: os.groups.add.handler(({ input, errors }) => {
      if (isTaken(input.name)) throw errors.group_name_taken();
      const id = records.makeId();
      const rules = { ...noGroupRules, ...definedOf(input.rules) };
      put([...records.groups, { id, name: input.name, rules, hoursSince: Date.now() }], undefined);
      return { group: show(id) };
    }),
    set: os.groups.set.handler(({ input, errors }) => {
      const before = records.groups.find(({ id }) => id === input.id);
      if (before === undefined) throw errors.group_not_found();
      if (input.name !== undefined && isTaken(input.name, input.id)) throw errors.group_name_taken();
      const group = {
        ...before,
        name: input.name ?? before.name,
        rules: { ...before.rules, ...definedOf(input.rules) },
        hoursSince: input.rules?.hours === undefined ? before.hoursSince : Date.now(),
      };
      const ended = put(replaced(group), input.surplus);
      return { group: show(input.id), ended };
    }),
    previewSet: os.groups.previewSet.handler(({ input, errors }) => {
      const before = records.groups.find(({ id }) => id === input.id);
      if (before === undefined) throw errors.group_not_found();
      const rules = { ...before.rules, ...definedOf(input.rules) };
      return { affected: listAffected(records, { groups: replaced({ ...before, rules }) }) };
    }),
    order: os.groups.order.handler(({ input, errors }) => {
      const groups = findInOrder(input.ids);
      if (groups === undefined) throw errors.groups_incomplete();
      return { ended: put(groups, input.surplus) };
    }),
    previewOrder: os.groups.previewOrder.handler(({ input, errors }) => {
      const groups = findInOrder(input.ids);
      if (groups === undefined) throw errors.groups_incomplete();
      return { affected: listAffected(records, { groups }) };
    }),
    delete: os.groups.delete.handler(({ input, errors }) => {
      if (!records.groups.some(({ id }) => id === input.id)) throw errors.group_not_found();
      const ended = put(
        records.groups.filter(({ id }) => id !== input.id),
        input.surplus,
      );
      for (const user of records.users.values()) user.groups = user.groups.filter((id) => id !== input.id);
      records.publishRules();
      return { ended };
    }),
  };
}

function definedOf(rules: GroupRulesPatch | undefined): Partial<GroupRules> {
  return Object.fromEntries(Object.entries(rules ?? {}).filter(([, value]) => value !== undefined));
}
