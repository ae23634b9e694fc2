import { removeSecondFactorOf } from '../../operations/change-second-factor.ts';
import {
  addUser,
  deleteUser,
  makeUserCode,
  previewSetUser,
  setUser,
  type WelcomeCode,
} from '../../operations/change-users.ts';
import { showConsequences } from '../../operations/change-consequences.ts';
import type { Dependencies } from '../../operations/dependencies.ts';
import { isoTime, showSession, showUser } from '../../operations/show.ts';
import { os } from './control-context.ts';
import { notThereYet } from './not-there-yet.ts';
import { orThrow } from './or-throw.ts';

export const usersHandlers = {
  list: os.users.list.handler(({ context: { control } }) =>
    control.deps.users.list().map((user) => showUser(control.deps, user)),
  ),
  add: os.users.add.handler(async ({ input, context: { control, actor }, errors }) => {
    const { deps } = control;
    const { user, welcome } = orThrow(await addUser(deps, input, actor), errors);
    return { user: showUser(deps, user), ...(welcome ? { welcome: showWelcome(deps, welcome) } : {}) };
  }),
  set: os.users.set.handler(async ({ input: { id, ...fields }, context: { control, actor }, errors }) => {
    const { deps } = control;
    const { user, ended } = orThrow(await setUser(deps, id, fields, actor), errors);
    return { user: showUser(deps, user), ended: ended.map((session) => showSession(deps, session)) };
  }),
  previewSet: os.users.previewSet.handler(({ input: { id, ...fields }, context: { control }, errors }) => {
    const { deps } = control;
    const user = deps.users.find(id);
    if (!user) throw errors.user_not_found();
    const unknown = fields.groups?.find((group) => !deps.groups.find(group));
    if (unknown !== undefined) throw errors.group_not_found({ data: { id: unknown } });
    return { affected: showConsequences(deps, previewSetUser(deps, user, fields)) };
  }),
  delete: os.users.delete.handler(async ({ input, context: { control, actor }, errors }) => {
    const { ended } = orThrow(await deleteUser(control.deps, input.id, actor), errors);
    return { ended: ended.map((session) => showSession(control.deps, session)) };
  }),
  removeSecondFactor: os.users.removeSecondFactor.handler(
    async ({ input, context: { control, actor }, errors }) => {
      const { ended } = orThrow(await removeSecondFactorOf(control.deps, input.id, actor), errors);
      return { ended: ended.map((session) => showSession(control.deps, session)) };
    },
  ),
  makeCode: os.users.makeCode.handler(async ({ input, context: { control, actor }, errors }) => {
    const { welcome } = orThrow(await makeUserCode(control.deps, input.id, actor), errors);
    return showWelcome(control.deps, welcome);
  }),
  setMany: os.users.setMany.handler(notThereYet),
  previewSetMany: os.users.previewSetMany.handler(notThereYet),
  previewImport: os.users.previewImport.handler(notThereYet),
  import: os.users.import.handler(notThereYet),
  undoImport: os.users.undoImport.handler(notThereYet),
};

function showWelcome(deps: Dependencies, { code, expiresAt }: WelcomeCode) {
  return { code, expiresAt: isoTime(expiresAt), url: `${deps.network.origin()}/welcome` };
}
