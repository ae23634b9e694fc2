import { createChangeFeed, type ChangeFeed } from '../../../electron/authority/base/changes/change-feed.ts';
import type { Change, Snapshot } from '../../../shared/contract/control.ts';
import type { AppView } from '../../../shared/model/app.ts';
import type { OwnLimit, OwnPolicy } from '../../../shared/model/limit.ts';
import type { EndReason, SessionView } from '../../../shared/model/session.ts';
import { defaultSettings, type Settings } from '../../../shared/model/settings.ts';
import type { Status } from '../../../shared/model/status.ts';
import type { UserView } from '../../../shared/model/user.ts';

export interface FakeUser {
  id: string;
  name: string;
  displayName: string;
  email: string;
  admin: boolean;
  disabled: boolean;
  hasPassword: boolean;
  limit: OwnLimit;
  policy: OwnPolicy;
  createdAt: string;
  lastSignInAt?: string;
}

export interface FakeRecords {
  settings: Settings;
  status: Omit<Status, 'now' | 'users' | 'liveSessions' | 'setup'>;
  setup: { firstDeviceSeen: boolean; firstSession: boolean; finished: boolean };
  readonly users: Map<string, FakeUser>;
  readonly sessions: Map<string, SessionView>;
  /** Newest first. */
  readonly ended: SessionView[];
  readonly apps: Map<string, AppView>;
  readonly feed: ChangeFeed<Snapshot, Change>;
  makeId(): string;
  showUser(user: FakeUser): UserView;
  showStatus(): Status;
  publish(change: Change): void;
  endSessions(ids: readonly string[], reason: EndReason, by?: string): SessionView[];
}

export function createFakeRecords(): FakeRecords {
  let ids = 0;
  const records: FakeRecords = {
    settings: structuredClone(defaultSettings),
    status: {
      version: '0.1.0',
      runningSince: new Date(Date.now() - 3 * 3600_000).toISOString(),
      dataDir: '/home/ann/.config/Rollcall/data',
      https: ['https://192.168.1.5:8443', 'https://10.8.0.2:8443'],
      http: ['http://192.168.1.5:8480', 'http://10.8.0.2:8480'],
      origin: 'https://192.168.1.5:8443',
      certificate: {
        caFingerprint:
          '6B:1F:90:4E:2C:77:D3:A8:05:9B:EE:41:7A:63:12:CC:38:F4:5D:0E:91:B6:27:8A:43:D9:6E:F0:15:BC:72:4D',
        caFingerprintWords: ['amber', 'walnut', 'rocket', 'seven', 'canoe', 'lemon', 'north', 'piano'],
        names: ['192.168.1.5', 'rollcall.internal'],
        validUntil: new Date(Date.now() + 300 * 86_400_000).toISOString(),
      },
      alarms: [],
    },
    setup: { firstDeviceSeen: false, firstSession: false, finished: false },
    users: new Map(),
    sessions: new Map(),
    ended: [],
    apps: new Map(),
    feed: createChangeFeed<Snapshot, Change>(() => ({
      status: records.showStatus(),
      settings: records.settings,
      users: [...records.users.values()].map((user) => records.showUser(user)),
      sessions: [...records.sessions.values()],
      apps: [...records.apps.values()],
    })),
    makeId: () => {
      ids += 1;
      return `00000000-0000-4000-8000-${(0xa1f3c9d20000 + ids * 7919).toString(16).padStart(12, '0')}`;
    },
    showUser(user) {
      const { sessions } = records.settings;
      return {
        id: user.id,
        name: user.name,
        displayName: user.displayName,
        email: user.email,
        admin: user.admin,
        state: user.disabled ? 'disabled' : user.hasPassword ? 'active' : 'not_set_up',
        limit: user.limit,
        policy: user.policy,
        effectiveLimit:
          user.limit === 'inherit'
            ? { value: sessions.limit, boundBy: 'install' }
            : { value: user.limit, boundBy: 'user' },
        effectivePolicy:
          user.policy === 'inherit'
            ? { value: sessions.policy, boundBy: 'install' }
            : { value: user.policy, boundBy: 'user' },
        liveSessions: [...records.sessions.values()].filter(({ userId }) => userId === user.id).length,
        createdAt: user.createdAt,
        ...(user.lastSignInAt === undefined ? {} : { lastSignInAt: user.lastSignInAt }),
      };
    },
    showStatus() {
      const users = [...records.users.values()];
      return {
        ...records.status,
        now: new Date().toISOString(),
        users: users.length,
        liveSessions: records.sessions.size,
        setup: {
          ...records.setup,
          adminExists: users.some(({ admin }) => admin),
          firstUser: users.some(({ admin }) => !admin),
        },
      };
    },
    publish: (change) => records.feed.publish(change),
    endSessions(wanted, reason, by) {
      const ended = wanted.flatMap((id): SessionView[] => {
        const session = records.sessions.get(id);
        if (session === undefined) return [];
        records.sessions.delete(id);
        const at = new Date().toISOString();
        return [{ ...session, ended: { at, reason, ...(by === undefined ? {} : { by }) } }];
      });
      records.ended.unshift(...ended);
      for (const session of ended) records.publish({ type: 'session.ended', session });
      for (const userId of new Set(ended.map((session) => session.userId))) {
        const user = records.users.get(userId);
        if (user !== undefined) records.publish({ type: 'user.put', user: records.showUser(user) });
      }
      return ended;
    },
  };
  return records;
}
