import { acceptClock } from '../../operations/accept-clock.ts';
import { isoTime } from '../../operations/show.ts';
import { os } from './control-context.ts';
import { orThrow } from './or-throw.ts';

export const clockHandlers = {
  show: os.clock.show.handler(({ context: { control } }) => {
    const { clock } = control.deps;
    return { computer: isoTime(clock.wall()), rollcall: isoTime(clock.now()) };
  }),
  accept: os.clock.accept.handler(async ({ context: { control, actor }, errors }) => {
    const { movedMs } = orThrow(await acceptClock(control.deps, actor), errors);
    control.statusChanged();
    return { now: isoTime(control.deps.clock.now()), movedSeconds: Math.round(movedMs / 1000) };
  }),
};
