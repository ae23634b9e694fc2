import type { SessionView } from '../../../shared/model/session.ts';
import type { AppSessions } from '../../../shared/model/limit.ts';
import type { Alarm, SignInCounts } from '../../../shared/model/status.ts';
import type { FakeRecords } from './fake-records.ts';
import type { FakeUser } from './fake-user.ts';

export interface FakeControl {
  /** Called by every command before it does anything: waits while commands are held. */
  readonly gate: () => Promise<void>;
  /** Ports other programs hold. */
  readonly busyPorts: Map<number, { pid: number; name: string } | undefined>;
  /** True once after `skipRevision`. */
  readonly takeSkip: () => boolean;
  readonly script: FakeScript;
}

/** What a test makes happen. */
export interface FakeScript {
  signIn: (userName: string, device: string, more?: Partial<SessionView>) => string;
  endSession: (id: string) => void;
  /** Somebody else changes a user, on the command line for instance. */
  changeUser: (userName: string, fields: Partial<Pick<FakeUser, 'email' | 'policy' | 'askUntil'>>) => void;
  /** Counters of the day. */
  setToday: (today: SignInCounts) => void;
  /** How apps meet the limit; the sessions there are count so from now on. */
  setAppSessions: (appSessions: AppSessions) => void;
  /** The entry of the audit that no longer fits the chain. */
  breakAudit: (seq: number) => void;
  showFirstDevice: () => void;
  setAlarms: (alarms: Alarm[]) => void;
  /** Commands stay unanswered until `releaseCommands`. */
  holdCommands: () => void;
  releaseCommands: () => void;
  /** The next message of the stream is lost. */
  skipRevision: () => void;
  holdPort: (port: number, pid: number, name: string) => void;
}

export function createFakeControl(records: FakeRecords): FakeControl {
  let held: { wait: Promise<void>; release: () => void } | undefined;
  let skip = false;
  const busyPorts: FakeControl['busyPorts'] = new Map();
  return {
    gate: () => held?.wait ?? Promise.resolve(),
    busyPorts,
    takeSkip: () => {
      const taken = skip;
      skip = false;
      return taken;
    },
    script: {
      signIn(userName, device, more = {}) {
        const user = [...records.users.values()].find(({ name }) => name === userName);
        if (user === undefined) throw new Error(`no user ${userName}`);
        const now = new Date().toISOString();
        const session: SessionView = {
          id: records.makeId(),
          userId: user.id,
          userName,
          device,
          class: 'browser',
          method: 'portal',
          counts: 'browser',
          signedInAt: now,
          lastUsedAt: now,
          lastSeenAt: now,
          address: '192.168.1.77',
          expiresAt: new Date(Date.now() + 8 * 3600_000).toISOString(),
          expiresBy: 'idle',
          apps: [],
          ...more,
        };
        records.sessions.set(session.id, session);
        user.hasPassword = true;
        user.lastSignInAt = session.signedInAt;
        records.setup.firstDeviceSeen = true;
        records.setup.firstSession = true;
        records.publish({ type: 'session.put', session });
        records.publish({ type: 'user.put', user: records.showUser(user) });
        records.publish({ type: 'plan.put', plan: records.showPlan() });
        records.publish({ type: 'status.put', status: records.showStatus() });
        return session.id;
      },
      endSession: (id) => void records.endSessions([id], 'signed_out'),
      changeUser(userName, fields) {
        const user = [...records.users.values()].find(({ name }) => name === userName);
        if (user === undefined) throw new Error(`no user ${userName}`);
        Object.assign(user, fields);
        records.publish({ type: 'user.put', user: records.showUser(user) });
      },
      setToday(today) {
        records.status.today = today;
        records.publish({ type: 'status.put', status: records.showStatus() });
      },
      setAppSessions(appSessions) {
        const { settings } = records;
        records.settings = { ...settings, sessions: { ...settings.sessions, appSessions } };
        records.publish({ type: 'settings.put', settings: records.settings });
        for (const session of records.sessions.values()) {
          if (session.class !== 'app') continue;
          const next = { ...session, counts: `app_${appSessions}` as const };
          records.sessions.set(session.id, next);
          records.publish({ type: 'session.put', session: next });
        }
        for (const user of records.users.values()) {
          records.publish({ type: 'user.put', user: records.showUser(user) });
        }
        records.publish({ type: 'plan.put', plan: records.showPlan() });
      },
      breakAudit: (seq) => void (records.auditBrokenAt = seq),
      showFirstDevice() {
        records.setup.firstDeviceSeen = true;
        records.publish({ type: 'status.put', status: records.showStatus() });
      },
      setAlarms(alarms) {
        records.status.alarms = alarms;
        records.publish({ type: 'status.put', status: records.showStatus() });
      },
      holdCommands() {
        if (held !== undefined) return;
        let release = (): void => undefined;
        const wait = new Promise<void>((resolve) => {
          release = resolve;
        });
        held = { wait, release };
      },
      releaseCommands() {
        held?.release();
        held = undefined;
      },
      skipRevision: () => void (skip = true),
      holdPort: (port, pid, name) => void busyPorts.set(port, { pid, name }),
    },
  };
}
