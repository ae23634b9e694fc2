import { foldUserName, isUserName } from '../../../shared/model/user.ts';
import { os } from './fake-os.ts';
import type { FakeRecords, FakeUser } from './fake-records.ts';
import { listUserSurplus } from './list-surplus.ts';

export function createFakeUserHandlers(records: FakeRecords) {
  const publish = (user: FakeUser): void => {
    records.publish({ type: 'user.put', user: records.showUser(user) });
    records.publish({ type: 'status.put', status: records.showStatus() });
  };
  const isTaken = (name: string, id?: string): boolean =>
    [...records.users.values()].some(
      (user) => user.id !== id && foldUserName(user.name) === foldUserName(name),
    );
  const isLastAdmin = (user: FakeUser): boolean =>
    user.admin && ![...records.users.values()].some((one) => one !== user && one.admin && !one.disabled);
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
      const user: FakeUser = {
        id: records.makeId(),
        name: input.name,
        displayName: input.displayName ?? '',
        email: input.email ?? '',
        admin: input.admin ?? false,
        disabled: false,
        hasPassword: false,
        limit: input.limit ?? 'inherit',
        policy: input.policy ?? 'inherit',
        createdAt: new Date().toISOString(),
      };
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
      user.name = input.name ?? user.name;
      user.displayName = input.displayName ?? user.displayName;
      user.email = input.email ?? user.email;
      user.admin = input.admin ?? user.admin;
      user.disabled = input.disabled ?? user.disabled;
      user.limit = input.limit ?? user.limit;
      user.policy = input.policy ?? user.policy;
      const { value } = records.showUser(user).effectiveLimit;
      const own = [...records.sessions.values()].filter(({ userId }) => userId === user.id);
      const ends = user.disabled
        ? own
        : input.surplus === 'now'
          ? listUserSurplus(records, user.id, value)
          : [];
      const ended = records.endSessions(
        ends.map(({ id }) => id),
        user.disabled ? 'user_disabled' : 'limit_reduced',
      );
      publish(user);
      return { user: records.showUser(user), ended };
    }),
    previewSet: os.users.previewSet.handler(({ input, errors }) => {
      const user = records.users.get(input.id);
      if (user === undefined) throw errors.user_not_found();
      if (input.disabled === true) {
        return { affected: [...records.sessions.values()].filter(({ userId }) => userId === user.id) };
      }
      const limit = input.limit === 'inherit' ? records.settings.sessions.limit : input.limit;
      return { affected: limit === undefined ? [] : listUserSurplus(records, user.id, limit) };
    }),
    delete: os.users.delete.handler(({ input, errors }) => {
      const user = records.users.get(input.id);
      if (user === undefined) throw errors.user_not_found();
      if (isLastAdmin(user)) throw errors.last_admin();
      const own = [...records.sessions.values()].filter(({ userId }) => userId === user.id);
      const ended = records.endSessions(
        own.map(({ id }) => id),
        'user_deleted',
      );
      records.users.delete(user.id);
      records.publish({ type: 'user.removed', id: user.id });
      return { ended };
    }),
    makeCode: os.users.makeCode.handler(({ input, errors }) => {
      if (!records.users.has(input.id)) throw errors.user_not_found();
      return makeWelcome(15);
    }),
  };
}
