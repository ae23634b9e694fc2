import type { App } from '../../records/apps/apps.ts';
import type { User } from '../../records/users/users.ts';

/** May this user enter the app? One of its groups must be the user's; without groups everybody may. */
export function mayEnter(app: Pick<App, 'groups'>, user: Pick<User, 'groups'>): boolean {
  return app.groups.length === 0 || app.groups.some((id) => user.groups.includes(id));
}
