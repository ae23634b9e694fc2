import type { SessionView } from '../../shared/model/session.ts';

export interface Places {
  /** Under the limit of the user. */
  readonly devices: number;
  /** Under the limit for apps, where apps have one of their own. */
  readonly apps: number;
  /** Under no limit. */
  readonly uncounted: number;
}

const nobody: Places = { devices: 0, apps: 0, uncounted: 0 };

const poolOf = {
  browser: 'devices',
  app_counted: 'devices',
  app_separate: 'apps',
  app_uncounted: 'uncounted',
} as const satisfies Record<SessionView['counts'], keyof Places>;

/** What each user holds, by user id. */
export function countPlaces(sessions: Iterable<SessionView>): { get: (userId: string) => Places } {
  const byUser = new Map<string, Places>();
  for (const { userId, counts } of sessions) {
    const before = byUser.get(userId) ?? nobody;
    const pool = poolOf[counts];
    byUser.set(userId, { ...before, [pool]: before[pool] + 1 });
  }
  return { get: (userId) => byUser.get(userId) ?? nobody };
}
