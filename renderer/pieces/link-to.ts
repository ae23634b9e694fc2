import type { ConsoleScreen } from '../../shared/contract/console-command.ts';

/** The part of the apps that is about OpenID Connect; no app has such an id. */
export const openIdConnectPart = 'openid-connect';

/** The part of the users where they come from a file; no user has such an id. */
export const importUsersPart = 'import';

/** The address of a screen, or of a part of it such as one user. */
export function linkTo(screen: ConsoleScreen, part?: string): string {
  return part === undefined ? `#/${screen}` : `#/${screen}/${encodeURIComponent(part)}`;
}
