import {
  addGroup,
  deleteGroup,
  orderGroups,
  previewOrderGroups,
  previewSetGroup,
  setGroup,
} from '../../operations/change-groups.ts';
import { showConsequences } from '../../operations/change-consequences.ts';
import { showGroup, showSession } from '../../operations/show.ts';
import { os } from './control-context.ts';
import { orThrow } from './or-throw.ts';

export const groupsHandlers = {
  list: os.groups.list.handler(({ context: { control } }) =>
    control.deps.groups.list().map((group) => showGroup(control.deps, group)),
  ),
  add: os.groups.add.handler(async ({ input, context: { control, actor }, errors }) => {
    const { group } = orThrow(await addGroup(control.deps, input, actor), errors);
    return { group: showGroup(control.deps, group) };
  }),
  set: os.groups.set.handler(async ({ input: { id, ...fields }, context: { control, actor }, errors }) => {
    const { deps } = control;
    const { group, ended } = orThrow(await setGroup(deps, id, fields, actor), errors);
    return { group: showGroup(deps, group), ended: ended.map((session) => showSession(deps, session)) };
  }),
  previewSet: os.groups.previewSet.handler(({ input, context: { control }, errors }) => {
    const group = control.deps.groups.find(input.id);
    if (!group) throw errors.group_not_found();
    const consequences = previewSetGroup(control.deps, group, input.rules);
    return { affected: showConsequences(control.deps, consequences) };
  }),
  order: os.groups.order.handler(async ({ input, context: { control, actor }, errors }) => {
    const { deps } = control;
    const { ended } = orThrow(await orderGroups(deps, input.ids, input.surplus, actor), errors);
    return { ended: ended.map((session) => showSession(deps, session)) };
  }),
  previewOrder: os.groups.previewOrder.handler(({ input, context: { control }, errors }) => {
    const { consequences } = orThrow(previewOrderGroups(control.deps, input.ids), errors);
    return { affected: showConsequences(control.deps, consequences) };
  }),
  delete: os.groups.delete.handler(async ({ input, context: { control, actor }, errors }) => {
    const { deps } = control;
    const { ended } = orThrow(await deleteGroup(deps, input.id, input.surplus, actor), errors);
    return { ended: ended.map((session) => showSession(deps, session)) };
  }),
};
