/** The address of a screen, or of a part of it such as one user. */
export function linkTo(
  screen: 'overview' | 'sessions' | 'users' | 'limits' | 'apps' | 'audit' | 'backup' | 'first-run',
  part?: string,
): string {
  return part === undefined ? `#/${screen}` : `#/${screen}/${encodeURIComponent(part)}`;
}
