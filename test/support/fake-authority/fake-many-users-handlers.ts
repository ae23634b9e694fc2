import { os } from './fake-os.ts';
import type { FakeRecords } from './fake-records.ts';
import { endAffected, findExcess, listAffected } from './fake-rules.ts';
import { changedBy } from './fake-user-handlers.ts';
import type { FakeUser } from './fake-user.ts';

type ManyInput = Parameters<Parameters<typeof os.users.setMany.handler>[0]>[0]['input'];

/** Users that are changed together, and codes for many. */
export function createFakeManyUsersHandlers(records: FakeRecords) {
  const find = (ids: readonly string[]): FakeUser[] =>
    ids.flatMap((id) => {
      const user = records.users.get(id);
      return user === undefined ? [] : [user];
    });
  const changeAll = (users: readonly FakeUser[], input: Omit<ManyInput, 'ids'>): Map<string, FakeUser> => {
    const { addGroups = [], removeGroups = [], limit, policy, disabled } = input;
    return new Map(
      users.map((user) => {
        const groups = [...new Set([...user.groups, ...addGroups])].filter(
          (id) => !removeGroups.includes(id),
        );
        return [user.id, changedBy(user, { groups, limit, policy, disabled })];
      }),
    );
  };
  const ownSessions = (ids: readonly string[]) =>
    [...records.sessions.values()].filter(({ userId }) => ids.includes(userId));

  return {
    setMany: os.users.setMany.handler(({ input: { ids, surplus, ...fields }, errors }) => {
      const users = find(ids);
      if (users.length < ids.length) throw errors.user_not_found();
      const next = changeAll(users, fields);
      const isAdmin = (user: FakeUser): boolean => user.admin && !user.disabled;
      if (![...records.users.values()].some((user) => isAdmin(next.get(user.id) ?? user))) {
        throw errors.last_admin();
      }
      const excess = findExcess(records, { users: next });
      if (excess !== undefined) throw errors.reservations_exceed_plan({ data: excess });
      const affected = listAffected(records, { users: next });
      for (const user of next.values()) records.users.set(user.id, user);
      const ended =
        fields.disabled === true
          ? records.endSessions(
              ownSessions(ids).map(({ id }) => id),
              'user_disabled',
            )
          : endAffected(records, affected, surplus);
      records.publishRules();
      return { ended };
    }),
    previewSetMany: os.users.previewSetMany.handler(({ input: { ids, ...fields }, errors }) => {
      const users = find(ids);
      if (users.length < ids.length) throw errors.user_not_found();
      if (fields.disabled === true) {
        return {
          affected: ownSessions(ids).map((session) => ({ session, reason: 'user_disabled' as const })),
        };
      }
      return { affected: listAffected(records, { users: changeAll(users, fields) }) };
    }),
    deleteMany: os.users.deleteMany.handler(({ input: { ids }, errors }) => {
      if (find(ids).length < ids.length) throw errors.user_not_found();
      const isAdmin = (user: FakeUser): boolean => user.admin && !user.disabled;
      if (![...records.users.values()].some((user) => isAdmin(user) && !ids.includes(user.id)))
        throw errors.last_admin();
      const ended = records.endSessions(
        ownSessions(ids).map(({ id }) => id),
        'user_deleted',
      );
      for (const id of ids) {
        records.users.delete(id);
        records.publish({ type: 'user.removed', id });
      }
      records.publishRules();
      return { ended };
    }),
    makeCodes: os.users.makeCodes.handler(({ input: { ids }, errors }) => {
      const users = find(ids);
      if (users.length < ids.length) throw errors.user_not_found();
      return {
        codes: users.map(({ id, name, displayName, hasPassword }, place) => ({
          id,
          name,
          displayName,
          code: `K7QFM-${String(place + 22_222)}`,
          expiresAt: new Date(Date.now() + (hasPassword ? 15 : 7 * 24 * 60) * 60_000).toISOString(),
        })),
        url: `${records.status.origin}/welcome`,
      };
    }),
  };
}
