import { removeSecondFactorOf } from '../../operations/change-second-factor.ts';
import { addUser, previewSetUser, setUser } from '../../operations/change-users.ts';
import { showConsequences } from '../../operations/change-consequences.ts';
import { deleteUsers } from '../../operations/delete-users.ts';
import type { Dependencies } from '../../operations/dependencies.ts';
import { importUsers, previewUserImport } from '../../operations/import-users.ts';
import { makeUserCode, makeUserCodes, type WelcomeCode } from '../../operations/make-user-codes.ts';
import { previewSetMany, setManyUsers } from '../../operations/set-many-users.ts';
import { undoUserImport } from '../../operations/undo-user-import.ts';
import { isoTime, showSession, showUser } from '../../operations/show.ts';
import { os } from './control-context.ts';
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
    const { ended } = orThrow(await deleteUsers(control.deps, [input.id], actor), errors);
    return { ended: ended.map((session) => showSession(control.deps, session)) };
  }),
  deleteMany: os.users.deleteMany.handler(async ({ input, context: { control, actor }, errors }) => {
    const { ended } = orThrow(await deleteUsers(control.deps, input.ids, actor), errors);
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
  makeCodes: os.users.makeCodes.handler(async ({ input, context: { control, actor }, errors }) => {
    const { deps } = control;
    const { codes } = orThrow(await makeUserCodes(deps, input.ids, actor), errors);
    return {
      codes: codes.map(({ user: { id, name, displayName }, code, expiresAt }) => ({
        id,
        name,
        displayName,
        code,
        expiresAt: isoTime(expiresAt),
      })),
      url: welcomeUrl(deps),
    };
  }),
  setMany: os.users.setMany.handler(
    async ({ input: { ids, ...fields }, context: { control, actor }, errors }) => {
      const { deps } = control;
      const { ended } = orThrow(await setManyUsers(deps, ids, fields, actor), errors);
      return { ended: ended.map((session) => showSession(deps, session)) };
    },
  ),
  previewSetMany: os.users.previewSetMany.handler(
    async ({ input: { ids, ...fields }, context: { control }, errors }) => {
      const { consequences } = orThrow(await previewSetMany(control.deps, ids, fields), errors);
      return { affected: showConsequences(control.deps, consequences) };
    },
  ),
  previewImport: os.users.previewImport.handler(async ({ input, context: { control }, errors }) => {
    const { format, rows, missingGroups, consequences, exceeds } = orThrow(
      await previewUserImport(control.deps, input.file, input.missingGroups),
      errors,
    );
    return {
      format,
      rows: [...rows],
      ...(missingGroups.length === 0 ? {} : { missingGroups: missingGroups.map(({ name }) => name) }),
      affected: showConsequences(control.deps, consequences),
      ...(exceeds ? { reservations: exceeds.data as { reserved: number; seats: number } } : {}),
    };
  }),
  import: os.users.import.handler(async ({ input, context: { control, actor }, errors }) => {
    const { id, added, changed, groups, unchanged, skipped, ended } = orThrow(
      await importUsers(control.deps, input.file, input, actor),
      errors,
    );
    return {
      ...(id === undefined ? {} : { id }),
      added: added.map(showIdAndName),
      changed: changed.map(showIdAndName),
      ...(groups.length === 0 ? {} : { groups: groups.map(showIdAndName) }),
      unchanged,
      skipped,
      ended: ended.map((session) => showSession(control.deps, session)),
    };
  }),
  listImports: os.users.listImports.handler(({ context: { control } }) =>
    control.deps.userImports.list().map((done) => ({ ...done, at: isoTime(done.at) })),
  ),
  undoImport: os.users.undoImport.handler(async ({ input, context: { control, actor }, errors }) => {
    const { undone, kept, groups } = orThrow(await undoUserImport(control.deps, input.id, actor), errors);
    const made = groups.undone.length + groups.kept.length;
    return {
      undone: undone.map(showIdAndName),
      kept: kept.map(showIdAndName),
      ...(made === 0
        ? {}
        : { groups: { undone: groups.undone.map(showIdAndName), kept: groups.kept.map(showIdAndName) } }),
    };
  }),
};

function showIdAndName({ id, name }: { readonly id: string; readonly name: string }) {
  return { id, name };
}

function showWelcome(deps: Dependencies, { code, expiresAt }: WelcomeCode) {
  return { code, expiresAt: isoTime(expiresAt), url: welcomeUrl(deps) };
}

function welcomeUrl(deps: Dependencies): string {
  return `${deps.network.origin()}/welcome`;
}
