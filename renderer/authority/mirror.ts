import type { Change, ChangeEvent } from '../../shared/contract/change-stream.ts';
import type { AppView } from '../../shared/model/app.ts';
import type { ConsoleSessionView } from '../../shared/model/console-session.ts';
import type { GroupView } from '../../shared/model/group.ts';
import type { PlanView } from '../../shared/model/plan.ts';
import type { SessionView } from '../../shared/model/session.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { Status } from '../../shared/model/status.ts';
import type { UserView } from '../../shared/model/user.ts';
import { VersionedMap } from './versioned-map.ts';

/** What the authority has said last. Nothing here is ever changed by a click. */
export interface Mirror {
  readonly revision: number;
  readonly status: Status;
  readonly settings: Settings;
  readonly users: ReadonlyMap<string, UserView>;
  /** Live ones. */
  readonly sessions: VersionedMap<SessionView>;
  readonly apps: ReadonlyMap<string, AppView>;
  /** In their order: the first one wins. */
  readonly groups: readonly GroupView[];
  readonly plan: PlanView;
  /** Who is signed in to the console in a browser. */
  readonly consoleSessions: readonly ConsoleSessionView[];
  /** Ended while this mirror watched, newest first. Earlier ones are asked for page by page. */
  readonly endedLately: readonly SessionView[];
}

/** As much as anybody scrolls back without asking for pages; a mirror that runs for years must not grow. */
const endedLatelyMax = 2000;

/** What a stream begins with. */
export function makeMirror({ revision, snapshot }: Extract<ChangeEvent, { type: 'snapshot' }>): Mirror {
  const { status, settings, users, sessions, apps, groups, plan, consoleSessions } = snapshot;
  return {
    revision,
    status,
    settings,
    users: indexById(users),
    sessions: VersionedMap.of(sessions.filter((session) => session.ended === undefined)),
    apps: indexById(apps),
    groups,
    plan,
    consoleSessions,
    endedLately: [],
  };
}

/** What did not change stays the same object. */
export function applyChanges(mirror: Mirror, changes: readonly Change[]): Mirror {
  let { status, settings, groups, plan, consoleSessions } = mirror;
  const users = createDraft(mirror.users);
  const sessions: [string, SessionView | undefined][] = [];
  const apps = createDraft(mirror.apps);
  const ended: SessionView[] = [];
  for (const change of changes) {
    switch (change.type) {
      case 'session.put':
        sessions.push([change.session.id, change.session]);
        break;
      case 'session.ended':
        sessions.push([change.session.id, undefined]);
        ended.unshift(change.session);
        break;
      case 'user.put':
        users.put(change.user);
        break;
      case 'user.removed':
        users.remove(change.id);
        break;
      case 'app.put':
        apps.put(change.app);
        break;
      case 'app.removed':
        apps.remove(change.id);
        break;
      case 'groups.put':
        groups = change.groups;
        break;
      case 'plan.put':
        plan = change.plan;
        break;
      case 'console.put':
        consoleSessions = change.sessions;
        break;
      case 'settings.put':
        settings = change.settings;
        break;
      case 'status.put':
        status = change.status;
        break;
    }
  }
  return {
    ...mirror,
    status,
    settings,
    users: users.result(),
    sessions: mirror.sessions.with(sessions),
    apps: apps.result(),
    groups,
    plan,
    consoleSessions,
    endedLately:
      ended.length === 0 ? mirror.endedLately : [...ended, ...mirror.endedLately].slice(0, endedLatelyMax),
  };
}

/** Copies the map at the first write only, so that what did not change stays the same object. */
function createDraft<Item extends { readonly id: string }>(source: ReadonlyMap<string, Item>) {
  let copy: Map<string, Item> | undefined;
  const write = () => (copy ??= new Map(source));
  return {
    put: (item: Item) => void write().set(item.id, item),
    remove: (id: string) => void ((copy ?? source).has(id) && write().delete(id)),
    result: () => copy ?? source,
  };
}

function indexById<Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}
