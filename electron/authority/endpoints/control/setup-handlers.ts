import { createFirstAdmin } from '../../operations/change-users.ts';
import { finishSetup } from '../../operations/finish-setup.ts';
import { showUser } from '../../operations/show.ts';
import { os } from './control-context.ts';
import { orThrow } from './or-throw.ts';

export const setupHandlers = {
  createAdmin: os.setup.createAdmin.handler(async ({ input, context: { control, actor }, errors }) => {
    const { user } = orThrow(await createFirstAdmin(control.deps, input, actor), errors);
    return { user: showUser(control.deps, user) };
  }),
  finish: os.setup.finish.handler(async ({ context: { control }, errors }) => {
    orThrow(await finishSetup(control.deps), errors);
    control.statusChanged();
  }),
};
