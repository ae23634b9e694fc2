import { showConsequences } from '../../operations/change-consequences.ts';
import { previewSetPlan, setPlan } from '../../operations/change-plan.ts';
import { exportRules } from '../../operations/export-rules.ts';
import { importRules, previewImport } from '../../operations/import-rules.ts';
import { showPlan, showSession } from '../../operations/show.ts';
import { showWhatIf } from '../../operations/what-if.ts';
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
  whatIf: os.plan.whatIf.handler(
    async ({ input, context: { control }, errors }) =>
      orThrow(await showWhatIf(control.deps, input), errors).answer,
  ),
  exportRules: os.plan.exportRules.handler(({ context: { control } }) => exportRules(control.deps)),
  importRules: os.plan.importRules.handler(async ({ input, context: { control, actor }, errors }) => {
    const { deps } = control;
    if (input.dryRun === true) {
      const { changes, consequences } = orThrow(previewImport(deps, input.file), errors);
      return { changes, affected: showConsequences(deps, consequences) };
    }
    const { changes, ended } = orThrow(await importRules(deps, input.file, input.surplus, actor), errors);
    return {
      changes,
      affected: ended.map((session) => ({
        session: showSession(deps, session),
        reason: session.ended.reason,
      })),
    };
  }),
};
