import { showConsequences } from '../../operations/change-consequences.ts';
import { previewSetPlan, setPlan } from '../../operations/change-plan.ts';
import { showPlan, showSession } from '../../operations/show.ts';
import { os } from './control-context.ts';
import { orThrow } from './or-throw.ts';

export const planHandlers = {
  get: os.plan.get.handler(({ context: { control } }) => showPlan(control.deps)),
  set: os.plan.set.handler(async ({ input: { surplus, ...fields }, context: { control, actor }, errors }) => {
    const { deps } = control;
    const { ended } = orThrow(await setPlan(deps, fields, surplus, actor), errors);
    return { plan: showPlan(deps), ended: ended.map((session) => showSession(deps, session)) };
  }),
  previewSet: os.plan.previewSet.handler(({ input, context: { control }, errors }) => {
    const { consequences } = orThrow(previewSetPlan(control.deps, input), errors);
    return { affected: showConsequences(control.deps, consequences) };
  }),
  whatIf: os.plan.whatIf.handler(() => {
    throw new Error('not built yet');
  }),
  exportRules: os.plan.exportRules.handler(() => {
    throw new Error('not built yet');
  }),
  importRules: os.plan.importRules.handler(() => {
    throw new Error('not built yet');
  }),
};
