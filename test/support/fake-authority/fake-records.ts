import { createChangeFeed, type ChangeFeed } from '../../../electron/authority/base/changes/change-feed.ts';
import { keptFree } from '../../../electron/authority/operations/policies/seats.ts';
import type { Group } from '../../../electron/authority/records/groups/groups.ts';
import type { Change, Snapshot } from '../../../shared/contract/change-stream.ts';
import type { AppView } from '../../../shared/model/app.ts';
import type { AuditEntry } from '../../../shared/model/audit.ts';
import type { BackupSchedule, BackupView } from '../../../shared/model/backup.ts';
import type { ConsoleSessionView } from '../../../shared/model/console-session.ts';
import type { GroupView } from '../../../shared/model/group.ts';
import { noPlan, type Plan, type PlanView } from '../../../shared/model/plan.ts';
import type { SessionEvent } from '../../../shared/model/session-history.ts';
import type { BlockedDevice, EndReason, SessionView } from '../../../shared/model/session.ts';
import { defaultSettings, type Settings } from '../../../shared/model/settings.ts';
import type { AddressView, Status, ToMend } from '../../../shared/model/status.ts';
import type { UserView } from '../../../shared/model/user.ts';
import type { FakeAppHistory } from './fake-apps.ts';
import { stateOf, withRules } from './fake-rules.ts';
import type { FakeUser } from './fake-user.ts';

export interface FakeRecords {
  settings: Settings;
  status: Omit<Status, 'now' | 'users' | 'liveSessions' | 'setup'>;
  setup: { firstDeviceSeen: boolean; firstSession: boolean; finished: boolean };
  readonly users: Map<string, FakeUser>;
  /** In order. */
  groups: readonly Group[];
  plan: Plan;
  readonly sessions: Map<string, SessionView>;
  /** Newest first. */
  readonly ended: SessionView[];
  /** Newest first. */
  readonly blocked: BlockedDevice[];
  /** By the id of the session. */
  readonly renames: Map<string, readonly SessionEvent[]>;
  readonly apps: Map<string, AppView>;
  /** By the id of the app. */
  readonly appHistory: Map<string, FakeAppHistory>;
  signingKeys: { id: string; algorithm: string; createdAt: string; signs: boolean }[];
  /** Oldest first. */
  readonly audit: AuditEntry[];
  /** Number of the entry that does not fit the chain. */
  auditBrokenAt?: number;
  readonly backups: Map<string, BackupView>;
  /** Paths of backups that were found whole, with the time. */
  readonly verifiedBackups: Map<string, string>;
  schedule: BackupSchedule;
  addresses: AddressView[];
  toMend: ToMend;
  consoleSessions: readonly ConsoleSessionView[];
  readonly feed: ChangeFeed<Snapshot, Change>;
  makeId(): string;
  showUser(user: FakeUser): UserView;
  showGroups(): GroupView[];
  showPlan(): PlanView;
  showStatus(): Status;
  /** After a change of rules: everybody and every session as they are under them now. */
  publishRules(): void;
  publish(change: Change): void;
  /** @returns the issuer by the addresses of now, which is the one in force from now on */
  moveIssuer(): string;
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
        caValidUntil: new Date(Date.now() + 3500 * 86_400_000).toISOString(),
        names: ['192.168.1.5', '10.8.0.2', '172.17.0.1', 'rollcall.internal'],
        validUntil: new Date(Date.now() + 300 * 86_400_000).toISOString(),
        imported: false,
        own: {
          names: ['192.168.1.5', '10.8.0.2', '172.17.0.1', 'rollcall.internal'],
          validUntil: new Date(Date.now() + 300 * 86_400_000).toISOString(),
        },
        uncovered: [],
      },
      disk: { freeBytes: 182_000_000_000, totalBytes: 256_000_000_000 },
      trustingDevices: 0,
      alarms: [],
      today: { admitted: 0, asked: 0, limit: 0, seats: 0, hours: 0, paused: 0, failed: 0, throttled: 0 },
    },
    setup: { firstDeviceSeen: false, firstSession: false, finished: false },
    users: new Map(),
    groups: [],
    plan: noPlan,
    sessions: new Map(),
    ended: [],
    blocked: [],
    renames: new Map(),
    apps: new Map(),
    appHistory: new Map(),
    signingKeys: [],
    audit: [],
    backups: new Map(),
    verifiedBackups: new Map(),
    schedule: { encrypted: false },
    addresses: [
      {
        address: '192.168.1.5',
        family: 'IPv4',
        interfaceName: 'enp3s0',
        kind: 'ethernet',
        inUse: true,
        dhcp: false,
      },
      { address: '10.8.0.2', family: 'IPv4', interfaceName: 'wg0', kind: 'vpn', inUse: true },
      {
        address: '172.17.0.1',
        family: 'IPv4',
        interfaceName: 'docker0',
        kind: 'virtual',
        inUse: true,
        dhcp: false,
      },
      {
        address: '127.0.0.1',
        family: 'IPv4',
        interfaceName: 'lo',
        kind: 'loopback',
        inUse: true,
        dhcp: false,
      },
    ],
    toMend: { apps: [] },
    consoleSessions: [],
    feed: createChangeFeed<Snapshot, Change>(() => ({
      status: records.showStatus(),
      settings: records.settings,
      users: [...records.users.values()].map((user) => records.showUser(user)),
      sessions: [...records.sessions.values()],
      apps: [...records.apps.values()],
      groups: records.showGroups(),
      plan: records.showPlan(),
      consoleSessions: [...records.consoleSessions],
    })),
    makeId: () => {
      ids += 1;
      return `00000000-0000-4000-8000-${(0xa1f3c9d20000 + ids * 7919).toString(16).padStart(12, '0')}`;
    },
    showUser(user) {
      const rules = stateOf(records, { users: new Map([[user.id, user]]) }).rulesOf(user.id);
      const { id, name, displayName, email, admin, limit, appLimit, policy } = user;
      return {
        id,
        name,
        displayName,
        email,
        admin,
        limit,
        appLimit,
        policy,
        state: user.disabled ? 'disabled' : user.hasPassword ? 'active' : 'not_set_up',
        groups: records.groups.flatMap((group) => (user.groups.includes(group.id) ? [group.id] : [])),
        reservedSeats: user.reservedSeats,
        effectiveLimit: rules.limit,
        ...(records.settings.sessions.appSessions === 'separate'
          ? { effectiveAppLimit: rules.appLimit }
          : {}),
        effectivePolicy: {
          ...rules.policy,
          ...(user.askUntil === undefined ? {} : { askUntil: user.askUntil }),
        },
        expiry: { browser: rules.browser, app: rules.app },
        ...(rules.hours === undefined ? {} : { hours: rules.hours }),
        secondFactor: user.secondFactor,
        liveSessions: [...records.sessions.values()].filter(({ userId }) => userId === id).length,
        createdAt: user.createdAt,
        ...(user.lastSignInAt === undefined ? {} : { lastSignInAt: user.lastSignInAt }),
      };
    },
    showGroups: () =>
      records.groups.map(({ id, name, rules }) => ({
        id,
        name,
        rules,
        members: [...records.users.values()].filter(({ groups }) => groups.includes(id)).length,
      })),
    showPlan() {
      const { reservations } = stateOf(records);
      const holders = [...records.sessions.values()].filter(({ counts }) => counts !== 'app_uncounted');
      return {
        ...records.plan,
        used: holders.length,
        reserved: [...reservations.values()].reduce((sum, seats) => sum + seats, 0),
        keptFree: keptFree(
          reservations,
          (userId) => holders.filter((session) => session.userId === userId).length,
        ),
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
    publishRules() {
      for (const before of records.sessions.values()) {
        const session = withRules(records, before);
        records.sessions.set(session.id, session);
        records.publish({ type: 'session.put', session });
      }
      for (const user of records.users.values()) {
        records.publish({ type: 'user.put', user: records.showUser(user) });
      }
      records.publish({ type: 'groups.put', groups: records.showGroups() });
      records.publish({ type: 'plan.put', plan: records.showPlan() });
      records.publish({ type: 'status.put', status: records.showStatus() });
    },
    moveIssuer() {
      const issuer = `${records.status.origin}/oidc`;
      records.settings = { ...records.settings, oidc: { ...records.settings.oidc, issuer } };
      records.publish({ type: 'settings.put', settings: records.settings });
      return issuer;
    },
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
      if (ended.length > 0) records.publish({ type: 'plan.put', plan: records.showPlan() });
      return ended;
    },
  };
  return records;
}
