import { addApp, removeApp, setApp } from '../../operations/change-apps.ts';
import { showApp } from '../../operations/show.ts';
import { os } from './control-context.ts';
import { orThrow } from './or-throw.ts';

export const appsHandlers = {
  list: os.apps.list.handler(({ context: { control } }) => control.deps.apps.list().map(showApp)),
  add: os.apps.add.handler(async ({ input, context: { control, actor }, errors }) => {
    const { app, secret } = orThrow(await addApp(control.deps, input, actor), errors);
    return { app: showApp(app), secret, snippet: control.renderSnippet(app, secret) };
  }),
  set: os.apps.set.handler(async ({ input: { id, ...fields }, context: { control, actor }, errors }) => {
    const { app } = orThrow(await setApp(control.deps, id, fields, actor), errors);
    return { app: showApp(app) };
  }),
  remove: os.apps.remove.handler(async ({ input, context: { control, actor }, errors }) => {
    orThrow(await removeApp(control.deps, input.id, actor), errors);
  }),
};
