import type { FakeRecords } from './fake-records.ts';

/** The password of every admin here is `the right one`. */
export function isAdminHere(
  { users }: FakeRecords,
  proof: { readonly admin: string; readonly password: string } | undefined,
): boolean {
  const isAdmin = [...users.values()].some(({ name, admin }) => name === proof?.admin && admin);
  return isAdmin && proof?.password === 'the right one';
}
