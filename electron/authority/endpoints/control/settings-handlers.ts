import { showConsequences } from '../../operations/change-consequences.ts';
import { changeSettings, previewSettings } from '../../operations/change-settings.ts';
import { showSession } from '../../operations/show.ts';
import { os } from './control-context.ts';
import { orThrow } from './or-throw.ts';

export const settingsHandlers = {
  get: os.settings.get.handler(({ context: { control } }) => control.deps.settings.current()),
  set: os.settings.set.handler(async ({ input, context: { control, actor }, errors }) => {
    const { deps, applyNetwork } = control;
    const surplus = input.surplus ?? 'as_they_expire';
    const changed = await changeSettings(deps, input.values, surplus, actor, applyNetwork);
    const { settings, ended } = orThrow(changed, errors);
    return { settings, ended: ended.map((session) => showSession(deps, session)) };
  }),
  previewPortal: os.settings.previewPortal.handler(({ input, context: { control } }) =>
    control.previewPortal(input),
  ),
  previewSet: os.settings.previewSet.handler(({ input, context: { control }, errors }) => {
    const { consequences } = orThrow(previewSettings(control.deps, input.values), errors);
    return { affected: showConsequences(control.deps, consequences) };
  }),
};
