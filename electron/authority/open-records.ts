import type { Alarm } from '../../shared/model/status.ts';
import { refuse, type ErrorCode, type Refusal } from '../../shared/errors.ts';
import { openAuthorityClock, type AuthorityClock, type TimeSources } from './base/clock/authority-clock.ts';
import type { Logger } from './base/log/open-log.ts';
import { Batch } from './base/storage/batch.ts';
import type { DataDir } from './base/storage/data-dir.ts';
import { openDatabase, type Database } from './base/storage/database.ts';
import { describeAlarm } from './operations/english-words.ts';
import { openApps, type AppListeners, type Apps } from './records/apps/apps.ts';
import { openAttempts, type Attempts } from './records/attempts/attempts.ts';
import { createTallies, type Tallies } from './records/attempts/tallies.ts';
import { openAudit, type Audit } from './records/audit/audit.ts';
import { createConsoleSessions, type ConsoleSessions } from './records/console-sessions/console-sessions.ts';
import { openBlockedDevices, type BlockedDevices } from './records/devices/blocked-devices.ts';
import { openKnownDevices, type KnownDevices } from './records/devices/known-devices.ts';
import { openGrants, type Grants } from './records/grants/grants.ts';
import { openGroups, type Groups } from './records/groups/groups.ts';
import { findWatermark, openInstall, type Install } from './records/install/install.ts';
import { applyPendingKeys } from './records/keys/pending-keys.ts';
import { openSigningKeys, type SigningKeys } from './records/keys/signing-keys.ts';
import { openLogouts, type LogoutListeners, type Logouts } from './records/logouts/logouts.ts';
import { openOidcArtifacts, type OidcArtifacts } from './records/oidc/oidc-artifacts.ts';
import { openPairings, type Pairings } from './records/pairings/pairings.ts';
import { openPlan, type PlanRecord } from './records/plan/plan-record.ts';
import { openPleas, type Pleas } from './records/pleas/pleas.ts';
import { migrations } from './records/schema.ts';
import {
  openEmbeddedSessionStore,
  type EmbeddedSessionStore,
  type SessionListeners,
} from './records/sessions/embedded-session-store.ts';
import { openSettings, type SettingsRecord, type SettingsStart } from './records/settings/settings-record.ts';
import { openSignIns, type SignIns } from './records/sign-ins/sign-ins.ts';
import { openTickets, type Tickets } from './records/tickets/tickets.ts';
import { openUserImports, type UserImports } from './records/users/user-imports.ts';
import { openUsers, type UserListeners, type Users } from './records/users/users.ts';
import type { Settings } from '../../shared/model/settings.ts';

export interface RecordListeners {
  readonly sessions: SessionListeners;
  readonly users: UserListeners;
  readonly apps: AppListeners;
  readonly logouts: LogoutListeners;
  readonly settings: (settings: Settings) => void;
  readonly groups: () => void;
  readonly plan: () => void;
  readonly signIns: () => void;
  readonly pleas: () => void;
  readonly consoleSessions: () => void;
}

export interface Records {
  readonly clock: AuthorityClock;
  readonly database: Database;
  readonly users: Users;
  readonly userImports: UserImports;
  readonly groups: Groups;
  readonly plan: PlanRecord;
  readonly sessions: EmbeddedSessionStore;
  readonly signIns: SignIns;
  readonly grants: Grants;
  readonly tickets: Tickets;
  readonly apps: Apps;
  readonly logouts: Logouts;
  readonly signingKeys: SigningKeys;
  readonly pairings: Pairings;
  readonly pleas: Pleas;
  readonly oidcArtifacts: OidcArtifacts;
  readonly knownDevices: KnownDevices;
  readonly blockedDevices: BlockedDevices;
  readonly consoleSessions: ConsoleSessions;
  readonly attempts: Attempts;
  readonly tallies: Tallies;
  readonly audit: Audit;
  readonly install: Install;
  readonly settings: SettingsRecord;
  /** What the start found that the admin should know. */
  readonly settingsTrouble: Omit<Alarm, 'since'> | undefined;
}

/** Opens the database and everything that is remembered in it, in the order in which one needs the other. */
export async function openRecords(options: {
  readonly dataDir: DataDir;
  readonly time: TimeSources;
  readonly listeners: RecordListeners;
  readonly log: Pick<Logger, 'error'>;
  readonly workerUrl: URL | undefined;
}): Promise<{ ok: true; records: Records } | Refusal<ErrorCode>> {
  const { dataDir, listeners } = options;
  const opened = await openDatabase({
    filePath: dataDir.databasePath,
    migrations,
    ...(options.workerUrl ? { workerUrl: options.workerUrl } : {}),
  });
  if (!opened.ok) return opened;
  const { database } = opened;
  try {
    await applyPendingKeys(database, dataDir.keysDir);
  } catch (error) {
    await database.close();
    return refuse('data_dir_unwritable', { data: { dir: dataDir.keysDir }, detail: String(error) });
  }

  const clock = openAuthorityClock(await findWatermark(database), options.time);
  const audit = await openAudit(database);
  const install = await openInstall(database);
  const settings = await openSettings({
    database,
    filePath: dataDir.settingsPath,
    now: () => clock.now(),
    makeBatch: () => new Batch(),
    onStart: (batch, start, trouble) => recordSettingsStart({ clock, audit, install }, batch, start, trouble),
    listener: listeners.settings,
    log: options.log,
  });
  if (!settings.ok) {
    await database.close();
    // "It goes on by itself" holds of one that runs.
    return settings.code === 'store_unavailable'
      ? refuse('data_dir_unwritable', { data: { dir: dataDir.dir } })
      : settings;
  }
  const records: Records = {
    clock,
    database,
    audit,
    install,
    grants: await openGrants(database),
    logouts: await openLogouts(database, listeners.logouts),
    signingKeys: await openSigningKeys({
      database,
      keysDir: dataDir.keysDir,
      now: () => clock.now(),
      recordNew(batch, key, replaced, actor) {
        audit.append(batch, {
          at: key.createdAt,
          action: 'oidc.key_rotated',
          actor,
          subject: key.id,
          data: { algorithm: key.algorithm, ...(replaced === undefined ? {} : { replaced }) },
        });
      },
    }),
    settings: settings.settings,
    users: await openUsers(database, listeners.users),
    userImports: await openUserImports(database),
    groups: await openGroups(database, listeners.groups),
    plan: await openPlan(database, listeners.plan),
    signIns: await openSignIns(database, clock.now(), listeners.signIns),
    sessions: await openEmbeddedSessionStore(database, listeners.sessions),
    tickets: await openTickets(database),
    apps: await openApps(database, listeners.apps),
    pairings: await openPairings(database),
    pleas: await openPleas(database, listeners.pleas),
    oidcArtifacts: await openOidcArtifacts(database),
    knownDevices: await openKnownDevices(database),
    blockedDevices: await openBlockedDevices(database),
    consoleSessions: createConsoleSessions(listeners.consoleSessions),
    attempts: await openAttempts(database),
    tallies: createTallies(),
    settingsTrouble:
      settings.start === 'replaced'
        ? describeAlarm({ code: 'settings_replaced', trouble: settings.trouble ?? '' })
        : undefined,
  };
  return { ok: true, records };
}

function recordSettingsStart(
  records: { clock: AuthorityClock; audit: Audit; install: Install },
  batch: Batch,
  start: SettingsStart,
  trouble: string | undefined,
): void {
  const at = records.clock.now();
  if (start === 'fresh') {
    records.install.reach(batch, 'created_at', at);
    records.audit.append(batch, { at, action: 'install.created', actor: 'rollcall', subject: '' });
  } else if (start !== 'rewritten') {
    records.audit.append(batch, {
      at,
      action: start === 'edited' ? 'settings.changed' : 'settings.replaced',
      actor: start === 'edited' ? 'file' : 'rollcall',
      subject: 'settings.json',
      data: trouble === undefined ? {} : { trouble },
    });
  }
}
