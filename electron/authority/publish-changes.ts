import type { Change } from '../../shared/contract/change-stream.ts';
import type { Status } from '../../shared/model/status.ts';
import type { RecordListeners } from './open-records.ts';
import { showConsoleSession } from './operations/console-sessions.ts';
import type { Dependencies } from './operations/dependencies.ts';
import { showApp, showGroup, showPlan, showSession, showUser } from './operations/show.ts';

/** Status changes with every session; one message for a burst of them is enough. */
const statusDelayMs = 200;

export interface ChangePublisher extends RecordListeners {
  /** The status has changed in a way the records do not tell. */
  statusChanged(): void;
  /** So has an app: its gateway, say. */
  appChanged(id: string): void;
}

/** Turns what the records say has happened into changes for the console. */
export function createChangePublisher(
  deps: () => Dependencies,
  showStatus: () => Status,
  publish: (change: Change) => void,
): ChangePublisher {
  let timer: NodeJS.Timeout | undefined;
  const statusChanged = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      publish({ type: 'status.put', status: showStatus() });
    }, statusDelayMs).unref();
  };
  let planTimer: NodeJS.Timeout | undefined;
  /** The plan shows who holds seats: one message for a burst is enough here too. */
  const planChanged = (): void => {
    planTimer ??= setTimeout(() => {
      planTimer = undefined;
      publish({ type: 'plan.put', plan: showPlan(deps()) });
    }, statusDelayMs).unref();
  };
  let consoleTimer: NodeJS.Timeout | undefined;
  /** Whoever works there is seen again and again. */
  const consoleSessionsChanged = (): void => {
    consoleTimer ??= setTimeout(() => {
      consoleTimer = undefined;
      publish({ type: 'console.put', sessions: deps().consoleSessions.list().map(showConsoleSession) });
    }, statusDelayMs).unref();
  };
  const groupsChanged = (): void => {
    publish({
      type: 'groups.put',
      groups: deps()
        .groups.list()
        .map((group) => showGroup(deps(), group)),
    });
  };
  let membersTimer: NodeJS.Timeout | undefined;
  /** Groups show how many are in each: one message for a burst again. */
  const membersChanged = (): void => {
    membersTimer ??= setTimeout(() => {
      membersTimer = undefined;
      groupsChanged();
    }, statusDelayMs).unref();
  };
  /** Limits and expiry of everybody may be other ones now. */
  const rulesChanged = (): void => {
    for (const user of deps().users.list()) userChanged(user.id);
    for (const session of deps().sessions.listLive()) {
      publish({ type: 'session.put', session: showSession(deps(), session) });
    }
    planChanged();
    statusChanged();
  };
  const userChanged = (id: string): void => {
    const user = deps().users.find(id);
    if (user) publish({ type: 'user.put', user: showUser(deps(), user) });
  };
  const appChanged = (id: string): void => {
    const app = deps().apps.find(id);
    if (app) publish({ type: 'app.put', app: showApp(deps(), app) });
  };
  return {
    statusChanged,
    appChanged,
    sessions: {
      started(session) {
        publish({ type: 'session.put', session: showSession(deps(), session) });
        userChanged(session.userId);
        planChanged();
        statusChanged();
      },
      ended(session) {
        publish({ type: 'session.ended', session: showSession(deps(), session) });
        userChanged(session.userId);
        planChanged();
        statusChanged();
      },
      touched: (session) => publish({ type: 'session.put', session: showSession(deps(), session) }),
    },
    users: {
      put(user) {
        userChanged(user.id);
        membersChanged();
        planChanged();
        statusChanged();
      },
      removed(id) {
        publish({ type: 'user.removed', id });
        membersChanged();
        planChanged();
        statusChanged();
      },
    },
    apps: {
      put: (app) => appChanged(app.id),
      removed: (id) => publish({ type: 'app.removed', id }),
    },
    logouts: {
      changed(appId) {
        appChanged(appId);
        statusChanged();
      },
    },
    settings(settings) {
      publish({ type: 'settings.put', settings });
      rulesChanged();
    },
    groups() {
      groupsChanged();
      rulesChanged();
    },
    plan: rulesChanged,
    signIns: statusChanged,
    pleas: statusChanged,
    consoleSessions: consoleSessionsChanged,
  };
}

/** Each new status is also told to who shows it outside the console. */
export function tellStatus(
  publish: (change: Change) => void,
  onStatus: ((status: Status) => void) | undefined,
): (change: Change) => void {
  return (change) => {
    publish(change);
    if (change.type === 'status.put') onStatus?.(change.status);
  };
}
