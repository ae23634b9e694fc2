import { dismissPleas } from '../../operations/tell-admin.ts';
import { pauseSignIns, resumeSignIns } from '../../operations/pause-sign-ins.ts';
import { os } from './control-context.ts';
import { orThrow } from './or-throw.ts';

export const signInsHandlers = {
  pause: os.signIns.pause.handler(async ({ input, context: { control, actor }, errors }) => {
    orThrow(await pauseSignIns(control.deps, input.minutes, actor), errors);
    control.statusChanged();
  }),
  resume: os.signIns.resume.handler(async ({ context: { control, actor }, errors }) => {
    orThrow(await resumeSignIns(control.deps, actor), errors);
    control.statusChanged();
  }),
  dismissPleas: os.signIns.dismissPleas.handler(async ({ input, context: { control, actor }, errors }) => {
    orThrow(await dismissPleas(control.deps, input.pleas, actor), errors);
  }),
};
