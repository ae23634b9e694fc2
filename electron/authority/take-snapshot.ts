import type { Snapshot } from '../../shared/contract/change-stream.ts';
import type { Status } from '../../shared/model/status.ts';
import { showConsoleSession } from './operations/console-sessions.ts';
import type { Dependencies } from './operations/dependencies.ts';
import { showApp, showGroup, showPlan, showSession, showUser } from './operations/show.ts';

/** Everything the console shows, as it is now; changes follow. */
export function takeSnapshot(deps: Dependencies, status: Status): Snapshot {
  return {
    status,
    settings: deps.settings.current(),
    users: deps.users.list().map((user) => showUser(deps, user)),
    sessions: deps.sessions.listLive().map((session) => showSession(deps, session)),
    apps: deps.apps.list().map((app) => showApp(deps, app)),
    groups: deps.groups.list().map((group) => showGroup(deps, group)),
    plan: showPlan(deps),
    consoleSessions: deps.consoleSessions.list().map(showConsoleSession),
  };
}
