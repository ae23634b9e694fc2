import type { SessionView } from '../../../shared/model/session.ts';
import type { BackupView } from '../../../shared/model/backup.ts';
import type { AppSessions } from '../../../shared/model/limit.ts';
import type { PleaReason } from '../../../shared/model/plea.ts';
import type { AuditEntry } from '../../../shared/model/audit.ts';
import type { AppView, Finding } from '../../../shared/model/app.ts';
import type { Alarm, SignInCounts } from '../../../shared/model/status.ts';
import type { FakeRecords } from './fake-records.ts';
import { makeFakeUser, type FakeUser } from './fake-user.ts';
import { makeGate, type Gate } from './make-gate.ts';

export interface FakeControl {
  /** Called by every command before it does anything: waits while commands are held. */
  readonly gate: () => Promise<void>;
  /** Called when it is done: waits while answers are held, of which the changes are seen already. */
  readonly answerGate: () => Promise<void>;
  /** Ports other programs hold. */
  readonly busyPorts: Map<number, { pid: number; name: string } | undefined>;
  /** True once after `skipRevision`. */
  readonly takeSkip: () => boolean;
  /** What the next check of an app finds; nothing bad when nothing was said. */
  readonly findingsOf: (appName: string) => Finding[] | undefined;
  /** Tells an app of its unconfirmed logouts: it confirms them unless it is made deaf. */
  readonly tellApp: (app: AppView) => { confirmed: number; unconfirmed: number };
  readonly script: FakeScript;
}

/** A fault that a test asked for; every other one is one of the fake. */
export class PlannedFault extends Error {}

/** What a test makes happen. */
export interface FakeScript {
  signIn: (userName: string, device: string, more?: Partial<SessionView>) => string;
  endSession: (id: string) => void;
  /** Somebody else changes a user, on the command line for instance. */
  changeUser: (userName: string, fields: Partial<Pick<FakeUser, 'email' | 'policy' | 'askUntil'>>) => void;
  /** Somebody else changes an app, or something becomes known of it. */
  changeApp: (appName: string, fields: Partial<AppView>) => void;
  /** Somebody else takes away a user with all sessions, or an app. */
  removeUser: (userName: string) => void;
  removeApp: (appName: string) => void;
  setFindings: (appName: string, findings: Finding[]) => void;
  /** A device is let into an app. */
  enterApp: (appName: string, userName: string, device: string) => void;
  /** A deaf app confirms nothing. */
  setDeaf: (appName: string, deaf: boolean) => void;
  /** Rollcall is reached at another address from now on. */
  moveTo: (origin: string) => void;
  /** Counters of the day. */
  setToday: (today: SignInCounts) => void;
  /** How apps meet the limit; the sessions there are count so from now on. */
  setAppSessions: (appSessions: AppSessions) => void;
  /** An account under any name, even one that Rollcall would not take today. */
  addAccount: (name: string) => void;
  /** Something happens, and is written down. */
  addAuditEntry: (entry: Omit<AuditEntry, 'seq' | 'at'>) => void;
  /** The entry of the audit that no longer fits the chain. */
  breakAudit: (seq: number) => void;
  showFirstDevice: () => void;
  setAlarms: (alarms: Alarm[]) => void;
  /** Somebody who was not let in tells the admin. */
  tellAdmin: (userName: string, device: string, why: PleaReason) => void;
  /** Commands stay unanswered until `releaseCommands`. */
  holdCommands: () => void;
  /** What is asked for is done, and its answer waits; `releaseCommands` lets it go. */
  holdAnswers: () => void;
  releaseCommands: () => void;
  /** From now on every command goes wrong inside, or none does. */
  failCommands: (fails: boolean) => void;
  /** The next message of the stream is lost. */
  skipRevision: () => void;
  holdPort: (port: number, pid: number, name: string) => void;
  /** Anything of the status, such as what the disk has left. */
  changeStatus: (part: Partial<FakeRecords['status']>) => void;
  /** What is known of the addresses from now on; asked for again when the status changes. */
  changeAddresses: (part: Partial<Pick<FakeRecords, 'addresses' | 'toMend'>>) => void;
  /** Puts a backup into a folder. */
  putBackup: (path: string, part?: Partial<BackupView>) => void;
  failBackups: (problem: string) => void;
}

export function createFakeControl(records: FakeRecords): FakeControl {
  let held: Gate | undefined;
  let heldAnswers: Gate | undefined;
  let skip = false;
  let fails = false;
  const busyPorts: FakeControl['busyPorts'] = new Map();
  const findings = new Map<string, Finding[]>();
  const deaf = new Set<string>(['Time clock']);
  const getApp = (appName: string): AppView => {
    const app = [...records.apps.values()].find(({ name }) => name === appName);
    if (app === undefined) throw new Error(`no app ${appName}`);
    return app;
  };
  const putApp = (app: AppView): void => {
    records.apps.set(app.id, app);
    records.publish({ type: 'app.put', app });
  };
  return {
    gate: () =>
      fails
        ? Promise.reject(new PlannedFault('wrong inside, as the test wants it'))
        : (held?.wait ?? Promise.resolve()),
    answerGate: () => heldAnswers?.wait ?? Promise.resolve(),
    busyPorts,
    takeSkip: () => {
      const taken = skip;
      skip = false;
      return taken;
    },
    findingsOf: (appName) => findings.get(appName),
    tellApp(app) {
      const history = records.appHistory.get(app.id) ?? { uses: [], logouts: [] };
      const confirms = !deaf.has(app.name);
      const now = new Date().toISOString();
      const logouts = history.logouts.map(({ nextTryAt, trouble, ...logout }) => {
        if (logout.confirmedAt !== undefined) return logout;
        const tried = { ...logout, tries: logout.tries + 1 };
        return confirms
          ? { ...tried, confirmedAt: now }
          : {
              ...tried,
              ...(nextTryAt === undefined ? {} : { nextTryAt }),
              ...(trouble === undefined ? {} : { trouble }),
            };
      });
      records.appHistory.set(app.id, { ...history, logouts });
      const unconfirmed = confirms ? 0 : app.unconfirmedLogouts;
      putApp({ ...app, unconfirmedLogouts: unconfirmed, ...(confirms ? { health: 'ok' as const } : {}) });
      return { confirmed: app.unconfirmedLogouts - unconfirmed, unconfirmed };
    },
    script: {
      changeApp: (appName, fields) => putApp({ ...getApp(appName), ...fields }),
      removeUser(userName) {
        const user = [...records.users.values()].find(({ name }) => name === userName);
        if (user === undefined) throw new Error(`no user ${userName}`);
        const own = [...records.sessions.values()].filter(({ userId }) => userId === user.id);
        records.endSessions(
          own.map(({ id }) => id),
          'user_deleted',
        );
        records.users.delete(user.id);
        records.publish({ type: 'user.removed', id: user.id });
      },
      removeApp(appName) {
        const { id } = getApp(appName);
        records.apps.delete(id);
        records.publish({ type: 'app.removed', id });
      },
      setFindings: (appName, found) => void findings.set(appName, found),
      enterApp(appName, userName, device) {
        const app = getApp(appName);
        const at = new Date().toISOString();
        const { uses, logouts } = records.appHistory.get(app.id) ?? { uses: [], logouts: [] };
        const use = { at, userName, device, sessionId: records.makeId(), live: true };
        records.appHistory.set(app.id, { uses: [use, ...uses], logouts });
        putApp({ ...app, lastUsedAt: at, ...(app.health === 'unused' ? { health: 'ok' as const } : {}) });
      },
      setDeaf: (appName, isDeaf) => void (isDeaf ? deaf.add(appName) : deaf.delete(appName)),
      moveTo(origin) {
        records.status = { ...records.status, origin, https: [origin] };
        records.publish({ type: 'status.put', status: records.showStatus() });
      },
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
      addAccount(name) {
        const user = makeFakeUser({ id: records.makeId(), name });
        records.users.set(user.id, user);
        records.publish({ type: 'user.put', user: records.showUser(user) });
      },
      addAuditEntry: (entry) =>
        void records.audit.push({
          ...entry,
          seq: (records.audit.at(-1)?.seq ?? 0) + 1,
          at: new Date().toISOString(),
        }),
      breakAudit: (seq) => void (records.auditBrokenAt = seq),
      showFirstDevice() {
        records.setup.firstDeviceSeen = true;
        records.publish({ type: 'status.put', status: records.showStatus() });
      },
      setAlarms(alarms) {
        records.status.alarms = alarms;
        records.publish({ type: 'status.put', status: records.showStatus() });
      },
      tellAdmin(userName, device, why) {
        const { alarms } = records.status;
        const userId = [...records.users.values()].find(({ name }) => name === userName)?.id ?? userName;
        const at = new Date().toISOString();
        const before = alarms.flatMap(({ facts }) => (facts?.code === 'admission_asked' ? facts.people : []));
        const people = [{ userId, name: userName, at, why, device }, ...before];
        const facts = { code: 'admission_asked' as const, people, more: 0 };
        records.status.alarms = [
          ...alarms.filter(({ code }) => code !== facts.code),
          { code: facts.code, since: at, sentence: 'What to do.', facts },
        ];
        records.publish({ type: 'status.put', status: records.showStatus() });
      },
      holdCommands() {
        held ??= makeGate();
      },
      holdAnswers() {
        heldAnswers ??= makeGate();
      },
      releaseCommands() {
        held?.release();
        heldAnswers?.release();
        held = heldAnswers = undefined;
      },
      failCommands: (now) => void (fails = now),
      skipRevision: () => void (skip = true),
      changeStatus(part) {
        Object.assign(records.status, part);
        records.publish({ type: 'status.put', status: records.showStatus() });
      },
      changeAddresses: (part) => void Object.assign(records, part),
      putBackup(path, part = {}) {
        const backup = {
          path,
          createdAt: new Date().toISOString(),
          host: 'front-desk',
          version: records.status.version,
          size: 4_200_000,
          encrypted: false,
          users: records.users.size,
          apps: records.apps.size,
          auditEntries: records.audit.length,
          ...part,
        };
        records.backups.set(path, backup);
      },
      failBackups: (problem) => void (records.schedule = { ...records.schedule, problem }),
      holdPort: (port, pid, name) => void busyPorts.set(port, { pid, name }),
    },
  };
}
