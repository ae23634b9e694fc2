import path from 'node:path';
import type { BackupFile, BackupSchedule as BackupScheduleView } from '../../shared/model/backup.ts';
import type { AddressView, ToMend } from '../../shared/model/status.ts';
import type { Rounds } from './base/clock/rounds.ts';
import { findAddressOrigins } from './base/net/address-origins.ts';
import { listLocalAddresses } from './base/net/local-addresses.ts';
import { Batch } from './base/storage/batch.ts';
import { findDiskSpace, type DiskSpace } from './base/storage/disk-space.ts';
import type { Lan } from './open-lan.ts';
import type { BackupPlace } from './operations/backup-file.ts';
import type { Dependencies } from './operations/dependencies.ts';
import { findLastBackupPath, listBackups, noteVerified } from './operations/list-backups.ts';
import { listToMend, noteGivenHost } from './operations/lost-address.ts';
import { listReachable } from './operations/network.ts';
import {
  createBackupSchedule,
  isScheduleEncrypted,
  setBackupPassphrase,
} from './operations/scheduled-backups.ts';
import { isoTime } from './operations/show.ts';
import type { UpkeepFacts } from './operations/upkeep-alarms.ts';
import { openVerifiedBackups } from './records/backup/verified-backups.ts';
import { openTrustingDevices } from './records/devices/trusting-devices.ts';
import { openGivenHost } from './records/install/given-host.ts';

/** What keeps an install healthy for years: its disk, its addresses, its backups. */
export interface Upkeep {
  facts(): UpkeepFacts & { readonly trustingDevices: number };
  addresses(): Promise<AddressView[]>;
  toMend(): ToMend;
  /** By the hash of what the trust page gave it. */
  readonly noteTrustingDevice: (hash: string) => void;
  readonly trustingDevices: () => number;
  /** Another certificate authority is in force with this batch: nobody trusts it yet. */
  stageAuthority(batch: Batch, fingerprint: string): void;
  listBackups(): Promise<{ backups: BackupFile[]; schedule: BackupScheduleView; lastPath?: string }>;
  noteVerified(filePath: string): Promise<void>;
  setBackupPassphrase(passphrase: string | null): ReturnType<typeof setBackupPassphrase>;
  /** Looks now, and from then on by itself. */
  start(rounds: Pick<Rounds, 'every'>): Promise<void>;
}

/** Systems are asked again after this time, ms: PowerShell takes seconds. */
const originsGoodForMs = 30_000;

export async function openUpkeep({
  deps,
  lan,
  place,
  caFingerprint,
  changed,
}: {
  readonly deps: Dependencies;
  readonly lan: Pick<Lan, 'listenHosts' | 'lostAddress'>;
  readonly place: BackupPlace;
  /** Upper-case hex with colons; empty when it cannot be read. */
  readonly caFingerprint: string;
  readonly changed: () => void;
}): Promise<Upkeep> {
  const givenHost = await openGivenHost(deps.database);
  const trusting = await openTrustingDevices(deps.database, caFingerprint);
  const verified = await openVerifiedBackups(deps.database);
  const digits = caFingerprint.replaceAll(':', '').slice(0, 8).toLowerCase();
  const mark = deps.install.backupMark() ?? (digits === '' ? 'unknown' : digits);
  const schedule = createBackupSchedule({ deps, place, verified, mark, changed });
  const withHost = { ...deps, givenHost };
  let disk: DiskSpace | undefined;
  let origins: { at: number; found: Promise<ReadonlyMap<string, boolean>> } | undefined;
  let dhcpAddresses: ReadonlySet<string> = new Set();

  const findOrigins = (): Promise<ReadonlyMap<string, boolean>> => {
    const now = performance.now();
    if (origins === undefined || now - origins.at > originsGoodForMs) {
      origins = { at: now, found: findAddressOrigins() };
    }
    return origins.found;
  };
  const lookAtOrigins = async (): Promise<void> => {
    const found = await findOrigins();
    dhcpAddresses = new Set([...found].flatMap(([address, leased]) => (leased ? [address] : [])));
  };
  const lookAround = async (): Promise<void> => {
    disk = await findDiskSpace(place.dataDir);
    await noteGivenHost(withHost);
  };

  return {
    facts() {
      const toMend = listToMend(withHost);
      return {
        disk,
        dhcpAddresses,
        trustingDevices: trusting.count(),
        backupProblem: schedule.trouble(),
        toMend: toMend.apps,
        // After a restart only what still carries it tells that an address is gone.
        lostAddress: lan.lostAddress() ?? toMend.lost?.address,
      };
    },
    async addresses() {
      const found = await findOrigins();
      const all = listLocalAddresses();
      const reachable = listReachable({ addresses: all, listenHosts: lan.listenHosts() });
      return all.map(({ address, family, interfaceName, kind }) => {
        const leased = found.get(address.split('%')[0] ?? '');
        return {
          address,
          family,
          interfaceName,
          kind,
          inUse: reachable.includes(address),
          ...(leased === undefined ? {} : { dhcp: leased }),
        };
      });
    },
    toMend: () => listToMend(withHost),
    noteTrustingDevice(hash) {
      const batch = new Batch();
      if (!trusting.add(batch, hash, deps.clock.now())) return;
      void deps.database.commit(batch).then(changed);
    },
    trustingDevices: () => trusting.count(),
    stageAuthority(batch, fingerprint) {
      trusting.startAnew(batch, fingerprint);
      // Backups of before stay this install's own.
      if (digits !== '') deps.install.stageBackupMark(batch, mark);
    },
    async listBackups() {
      const { folder } = deps.settings.current().backup;
      const folders = [
        path.join(place.dataDir, 'backups'),
        ...(path.isAbsolute(folder) ? [path.normalize(folder)] : []),
      ];
      const nextAt = schedule.nextAt();
      const problem = schedule.problem();
      const trouble = schedule.trouble();
      const lastPath = await findLastBackupPath(deps);
      return {
        ...(lastPath === undefined ? {} : { lastPath }),
        backups: await listBackups(folders, verified, schedule.isOwn),
        schedule: {
          encrypted: isScheduleEncrypted(deps),
          ...(nextAt === undefined ? {} : { nextAt: isoTime(nextAt) }),
          ...(problem === undefined ? {} : { problem }),
          ...(trouble === undefined ? {} : { trouble }),
        },
      };
    },
    noteVerified: (filePath) => noteVerified(deps, verified, filePath),
    setBackupPassphrase: (passphrase) => setBackupPassphrase(deps, place, passphrase),
    async start(rounds) {
      await lookAround();
      rounds.every(10, lookAround);
      rounds.every(60, lookAtOrigins);
      rounds.every(10, () => schedule.round());
      // The start does not wait for a program of the system.
      void lookAtOrigins().then(changed);
    },
  };
}
