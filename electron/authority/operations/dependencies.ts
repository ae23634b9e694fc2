import type { Refusal } from '../../../shared/errors.ts';
import type { AuthorityClock } from '../base/clock/authority-clock.ts';
import type { PasswordHasher } from '../base/crypto/password-hasher.ts';
import type { Database } from '../base/storage/database.ts';
import type { Apps } from '../records/apps/apps.ts';
import type { Attempts } from '../records/attempts/attempts.ts';
import type { Tallies } from '../records/attempts/tallies.ts';
import type { Audit } from '../records/audit/audit.ts';
import type { ConsoleSessions } from '../records/console-sessions/console-sessions.ts';
import type { BlockedDevices } from '../records/devices/blocked-devices.ts';
import type { KnownDevices } from '../records/devices/known-devices.ts';
import type { Grants } from '../records/grants/grants.ts';
import type { Groups } from '../records/groups/groups.ts';
import type { Install } from '../records/install/install.ts';
import type { Logouts } from '../records/logouts/logouts.ts';
import type { OidcArtifacts } from '../records/oidc/oidc-artifacts.ts';
import type { Pairings } from '../records/pairings/pairings.ts';
import type { PlanRecord } from '../records/plan/plan-record.ts';
import type { Pleas } from '../records/pleas/pleas.ts';
import type { SigningKeys } from '../records/keys/signing-keys.ts';
import type { SessionStore } from '../records/sessions/session-store.ts';
import type { SettingsRecord } from '../records/settings/settings-record.ts';
import type { SignIns } from '../records/sign-ins/sign-ins.ts';
import type { Tickets } from '../records/tickets/tickets.ts';
import type { UserImports } from '../records/users/user-imports.ts';
import type { Users } from '../records/users/users.ts';
import type { Probes } from './check-app/probes.ts';

/** Under which addresses the LAN reaches this authority. */
export interface Network {
  /** Every https origin people may use, best first. */
  origins(): readonly string[];
  /** The one that links and snippets use. */
  origin(): string;
  /** `host:port` values allowed in `Host`, lower case; the port is left out where it is the scheme's default. */
  hosts(): ReadonlySet<string>;
  /** The portal's own ports, https first. */
  ports(): readonly number[];
}

/** What the gateway knows of the apps behind it; nothing of it is written down. */
export interface GatewayState {
  /** Why the app's port is not listened on. */
  notListening(appId: string): Refusal | undefined;
  /** Since when the app itself has not answered; undefined when it answered last. */
  upstreamDownSince(appId: string): number | undefined;
}

/** Everything operations work on, opened by the composition root. */
export interface Dependencies {
  readonly clock: AuthorityClock;
  readonly database: Database;
  readonly hasher: PasswordHasher;
  readonly users: Users;
  readonly userImports: UserImports;
  readonly groups: Groups;
  readonly plan: PlanRecord;
  readonly sessions: SessionStore;
  readonly signIns: SignIns;
  readonly grants: Grants;
  readonly tickets: Tickets;
  readonly apps: Apps;
  readonly logouts: Logouts;
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
  readonly network: Network;
  readonly gateway: GatewayState;
  readonly probes: Probes;
  readonly signingKeys: SigningKeys;
}
