import { foldUserName, isUserName } from '../../../shared/model/user.ts';
import { os } from './fake-os.ts';
import type { FakeRecords } from './fake-records.ts';
import { endAffected, findExcess, listAffected } from './fake-rules.ts';
import { makeFakeUser, type FakeUser } from './fake-user.ts';

export function createFakeUserHandlers(records: FakeRecords) {
  const publish = (user: FakeUser): void => {
    records.publish({ type: 'user.put', user: records.showUser(user) });
    records.publish({ type: 'groups.put', groups: records.showGroups() });
    records.publish({ type: 'plan.put', plan: records.showPlan() });
    records.publish({ type: 'status.put', status: records.showStatus() });
  };
  const isTaken = (name: string, id?: string): boolean =>
    [...records.users.values()].some(
      (user) => user.id !== id && foldUserName(user.name) === foldUserName(name),
    );
  const isLastAdmin = (user: FakeUser): boolean =>
    user.admin && ![...records.users.values()].some((one) => one !== user && one.admin && !one.disabled);
  const listOwn = (userId: string): string[] =>
    [...records.sessions.values()].flatMap((session) => (session.userId === userId ? [session.id] : []));
  const hasUnknownGroup = (ids: readonly string[] = []): boolean =>
    ids.some((id) => !records.groups.some((group) => group.id === id));
  const makeWelcome = (minutes: number) => ({
    code: 'K7QFM-2XD9P',
    expiresAt: new Date(Date.now() + minutes * 60_000).toISOString(),
    url: `${records.status.origin}/welcome`,
  });

  return {
    list: os.users.list.handler(() => [...records.users.values()].map((user) => records.showUser(user))),
    add: os.users.add.handler(({ input, errors }) => {
      if (!isUserName(input.name)) throw errors.user_name_invalid();
      if (isTaken(input.name)) throw errors.user_name_taken();
      if (hasUnknownGroup(input.groups)) throw errors.group_not_found();
      const user = makeFakeUser({
        id: records.makeId(),
        hasPassword: false,
        ...changedBy({ name: input.name }, input),
      });
      const excess = findExcess(records, { users: new Map([[user.id, user]]) });
      if (excess !== undefined) throw errors.reservations_exceed_plan({ data: excess });
      records.users.set(user.id, user);
      publish(user);
      return { user: records.showUser(user), welcome: makeWelcome(7 * 24 * 60) };
    }),
    set: os.users.set.handler(({ input, errors }) => {
      const user = records.users.get(input.id);
      if (user === undefined) throw errors.user_not_found();
      if (input.name !== undefined && !isUserName(input.name)) throw errors.user_name_invalid();
      if (input.name !== undefined && isTaken(input.name, user.id)) throw errors.user_name_taken();
      if ((input.admin === false || input.disabled === true) && isLastAdmin(user)) throw errors.last_admin();
      if (hasUnknownGroup(input.groups)) throw errors.group_not_found();
      const next = changedBy(user, input);
      const change = { users: new Map([[user.id, next]]) };
      const excess = findExcess(records, change);
      if (excess !== undefined) throw errors.reservations_exceed_plan({ data: excess });
      const affected = listAffected(records, change);
      records.users.set(user.id, next);
      const ended = next.disabled
        ? records.endSessions(listOwn(user.id), 'user_disabled')
        : endAffected(records, affected, input.surplus);
      publish(next);
      return { user: records.showUser(next), ended };
    }),
    previewSet: os.users.previewSet.handler(({ input, errors }) => {
      const user = records.users.get(input.id);
      if (user === undefined) throw errors.user_not_found();
      if (input.disabled === true) {
        const own = [...records.sessions.values()].filter(({ userId }) => userId === user.id);
        return { affected: own.map((session) => ({ session, reason: 'user_disabled' as const })) };
      }
      return { affected: listAffected(records, { users: new Map([[user.id, changedBy(user, input)]]) }) };
    }),
    removeSecondFactor: os.users.removeSecondFactor.handler(({ input, errors }) => {
      const user = records.users.get(input.id);
      if (user === undefined) throw errors.user_not_found();
      if (!user.secondFactor) throw errors.second_factor_missing();
      user.secondFactor = false;
      const ended = records.endSessions(listOwn(user.id), 'second_factor_removed');
      publish(user);
      return { ended };
    }),
    delete: os.users.delete.handler(({ input, errors }) => {
      const user = records.users.get(input.id);
      if (user === undefined) throw errors.user_not_found();
      if (isLastAdmin(user)) throw errors.last_admin();
      const ended = records.endSessions(listOwn(user.id), 'user_deleted');
      records.users.delete(user.id);
      records.publish({ type: 'user.removed', id: user.id });
      records.publishRules();
      return { ended };
    }),
    makeCode: os.users.makeCode.handler(({ input, errors }) => {
      if (!records.users.has(input.id)) throw errors.user_not_found();
      return makeWelcome(15);
    }),
  };
}

/** The user with the fields that a call sets. */
export function changedBy<Of extends Partial<FakeUser>>(
  user: Of,
  input: { readonly [Key in keyof FakeUser]?: FakeUser[Key] | undefined },
): Of {
  const { name, displayName, email, admin, disabled, groups, limit, appLimit, policy, reservedSeats } = input;
  const fields = {
    name,
    displayName,
    email,
    admin,
    disabled,
    groups,
    limit,
    appLimit,
    policy,
    reservedSeats,
  };
  return {
    ...user,
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
  };
}
