import type { AppView } from '../../../../shared/model/app.ts';
import type { ConsoleSessionView } from '../../../../shared/model/console-session.ts';
import type { GroupView } from '../../../../shared/model/group.ts';
import type { BlockedDevice, SessionView } from '../../../../shared/model/session.ts';
import { foldUserName, type UserView } from '../../../../shared/model/user.ts';
import type { ControlClient } from '../../endpoints/control/control-server.ts';
import { CliRefusal } from './cli-refusal.ts';

/** What people type, turned into what the control calls take. Each throws CliRefusal when there is no such thing. */

/** In the order of the names. */
export async function getUsersByName(client: ControlClient, names: readonly string[]): Promise<UserView[]> {
  if (names.length === 0) return [];
  const byName = new Map((await client.users.list()).map((user) => [foldUserName(user.name), user]));
  return names.map((name) => {
    const user = byName.get(foldUserName(name));
    if (!user) throw new CliRefusal('user_not_found', { name });
    return user;
  });
}

export async function getUserByName(client: ControlClient, name: string): Promise<UserView> {
  const [user] = await getUsersByName(client, [name]);
  if (!user) throw new CliRefusal('user_not_found', { name });
  return user;
}

/** Names of groups compare as the authority compares them. */
export async function getGroupsByName(client: ControlClient, names: readonly string[]): Promise<GroupView[]> {
  const groups = await client.groups.list();
  const fold = (name: string): string => name.normalize('NFKC').trim().toLowerCase();
  return names.map((name) => {
    const group = groups.find((one) => fold(one.name) === fold(name));
    if (!group) throw new CliRefusal('group_not_found', { name });
    return group;
  });
}

export async function getGroupByName(client: ControlClient, name: string): Promise<GroupView> {
  const [group] = await getGroupsByName(client, [name]);
  if (!group) throw new CliRefusal('group_not_found', { name });
  return group;
}

/** By id or by name. */
export async function getApp(client: ControlClient, idOrName: string): Promise<AppView> {
  const apps = await client.apps.list();
  const folded = foldUserName(idOrName);
  const app =
    apps.find(({ id }) => id === idOrName) ?? apps.find(({ name }) => foldUserName(name) === folded);
  if (!app) throw new CliRefusal('app_not_found', { name: idOrName });
  return app;
}

/** As short as a list shows them and a person retypes them without ending a wrong one. */
const shortestTail = 4;
export const shownTail = 8;

/** A whole id, or its last characters when they name one live session only. */
export function getSessionId(live: readonly SessionView[], typed: string): string {
  return getByIdTail(live, typed, 'session_not_found').id;
}

export function getBlockedDevice(blocked: readonly BlockedDevice[], typed: string): BlockedDevice {
  return getByIdTail(blocked, typed, 'device_not_found');
}

export function getConsoleSession(
  sessions: readonly ConsoleSessionView[],
  typed: string,
): ConsoleSessionView {
  return getByIdTail(sessions, typed, 'console_session_not_found');
}

function getByIdTail<Thing extends { readonly id: string }>(
  things: readonly Thing[],
  typed: string,
  code: 'session_not_found' | 'device_not_found' | 'console_session_not_found',
): Thing {
  const whole = things.find(({ id }) => id === typed);
  if (whole) return whole;
  const matches = typed.length < shortestTail ? [] : things.filter(({ id }) => id.endsWith(typed));
  const [match] = matches;
  if (!match) throw new CliRefusal(code, { id: typed });
  if (matches.length > 1) throw new CliRefusal(code, { id: typed, problem: 'more than one ends so' });
  return match;
}
