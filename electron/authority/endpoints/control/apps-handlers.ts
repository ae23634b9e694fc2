import { addApp, removeApp, rotateAppSecret, setApp } from '../../operations/change-apps.ts';
import { checkApp } from '../../operations/check-app.ts';
import { showAppHistory } from '../../operations/show-app-history.ts';
import { showApp } from '../../operations/show.ts';
import type { App } from '../../records/apps/apps.ts';
import { appCookieName } from '../app-cookies.ts';
import { foreignIdentityHeaders } from '../foreign-identity-headers.ts';
import { noIdentity } from '../identity-headers.ts';
import { os } from './control-context.ts';
import type { ControlDependencies } from './control-dependencies.ts';
import { mustCopyAgain } from './must-copy-again.ts';
import { orThrow } from './or-throw.ts';

const wire = {
  cookieName: appCookieName,
  identityHeaders: [...Object.keys(noIdentity), ...foreignIdentityHeaders],
};

export const appsHandlers = {
  list: os.apps.list.handler(({ context: { control } }) =>
    control.deps.apps.list().map((app) => showApp(control.deps, app)),
  ),
  add: os.apps.add.handler(async ({ input, context: { control, actor }, errors }) => {
    const added = orThrow(await addApp(control.deps, input, actor, control.applyGateway), errors);
    return withSecret(control, added);
  }),
  set: os.apps.set.handler(async ({ input: { id, ...changes }, context: { control, actor }, errors }) => {
    const { app, before } = orThrow(
      await setApp(control.deps, id, changes, actor, control.applyGateway),
      errors,
    );
    const render = (one: App) => control.renderConfiguration(one, `${id}.key`).snippets;
    return { app: showApp(control.deps, app), snippetChanged: mustCopyAgain(before, app, render) };
  }),
  rotateSecret: os.apps.rotateSecret.handler(async ({ input, context: { control, actor }, errors }) =>
    withSecret(control, orThrow(await rotateAppSecret(control.deps, input.id, actor), errors)),
  ),
  check: os.apps.check.handler(async ({ input, context: { control, actor }, errors }) => {
    const { app } = orThrow(await checkApp(control.deps, input.id, actor, wire), errors);
    control.statusChanged();
    return { app: showApp(control.deps, app) };
  }),
  history: os.apps.history.handler(async ({ input, context: { control }, errors }) => {
    const { uses, logouts } = orThrow(await showAppHistory(control.deps, input.id), errors);
    return { uses, logouts };
  }),
  retryLogouts: os.apps.retryLogouts.handler(async ({ input, context: { control }, errors }) => {
    const { confirmed, unconfirmed } = orThrow(await control.tellApp(input.id), errors);
    return { confirmed, unconfirmed };
  }),
  remove: os.apps.remove.handler(async ({ input, context: { control, actor }, errors }) => {
    orThrow(await removeApp(control.deps, input.id, actor, control.applyGateway), errors);
  }),
};

function withSecret(control: ControlDependencies, { app, secret }: { app: App; secret: string }) {
  return { app: showApp(control.deps, app), secret, ...control.renderConfiguration(app, secret) };
}
