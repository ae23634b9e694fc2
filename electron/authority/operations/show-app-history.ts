import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { AppUse, LogoutView } from '../../../shared/model/app.ts';
import type { Logout } from '../records/logouts/logout.ts';
import type { Dependencies } from './dependencies.ts';
import { isoTime } from './show.ts';

const shown = 100;

/** Who was let into an app, newest first, and what became of telling it of ended sessions. */
export async function showAppHistory(
  deps: Dependencies,
  id: string,
): Promise<{ ok: true; uses: AppUse[]; logouts: LogoutView[] } | Refusal<'app_not_found'>> {
  if (!deps.apps.find(id)) return refuse('app_not_found');
  const [uses, logouts] = await Promise.all([deps.grants.listUses(id, shown), deps.logouts.list(id, shown)]);
  return {
    ok: true,
    uses: uses.map(({ at, userName, device, sessionId }) => ({
      at: isoTime(at),
      userName,
      device,
      sessionId,
      live: deps.sessions.findById(sessionId) !== undefined,
    })),
    logouts: logouts.map(showLogout),
  };
}

function showLogout(logout: Logout): LogoutView {
  const { id, userName, device, endedAt, tries, nextTryAt, trouble, confirmedAt } = logout;
  return {
    id,
    userName,
    device,
    endedAt: isoTime(endedAt),
    tries,
    ...(nextTryAt === undefined ? {} : { nextTryAt: isoTime(nextTryAt) }),
    ...(trouble === undefined ? {} : { trouble }),
    ...(confirmedAt === undefined ? {} : { confirmedAt: isoTime(confirmedAt) }),
  };
}
