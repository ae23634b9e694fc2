import type { AlarmFacts } from '../../../shared/model/alarm-facts.ts';
import type { BackupProblem } from '../../../shared/model/backup.ts';
import type { ToMend } from '../../../shared/model/status.ts';
import type { DiskSpace } from '../base/storage/disk-space.ts';
import type { AlarmFact } from './alarm-watch.ts';
import type { Dependencies } from './dependencies.ts';
import { describeAlarm } from './english-words.ts';
import { nameSome } from './name-some.ts';

export interface UpkeepFacts {
  readonly lostAddress: string | undefined;
  readonly toMend: ToMend['apps'];
  readonly disk: DiskSpace | undefined;
  readonly dhcpAddresses: ReadonlySet<string>;
  readonly backupProblem: BackupProblem | undefined;
}

const gigabyte = 1e9;

/** What of this computer needs the admin: its addresses, its disk, its backups. */
export function listUpkeepAlarms(
  deps: Pick<Dependencies, 'apps' | 'network' | 'settings' | 'users'>,
  facts: UpkeepFacts,
): AlarmFact[] {
  const { backupProblem: problem } = facts;
  const found = [
    findLost(facts),
    findLowDisk(facts.disk),
    problem && ({ code: 'backup_failed', problem } as const),
    findLease(deps, facts),
  ];
  return found.filter((one) => one !== undefined).map(describeAlarm);
}

function findLost({ lostAddress: address, toMend }: UpkeepFacts): AlarmFacts | undefined {
  if (address === undefined) return undefined;
  const { named, more } = nameSome(toMend.map(({ name }) => name));
  return { code: 'address_changed', address, apps: named, more };
}

/**
 * 5 % is what ext4 keeps for the system by its own default (mke2fs -m) and where file systems begin to scatter files;
 * 1 GB is years of audit of an office, and what a backup and a restore need beside the database; above 10 GB a large
 * disk is not low whatever the share.
 */
export function isDiskLow({ freeBytes, totalBytes }: DiskSpace): boolean {
  return freeBytes < Math.min(10 * gigabyte, Math.max(gigabyte, 0.05 * totalBytes));
}

function findLowDisk(disk: DiskSpace | undefined): AlarmFacts | undefined {
  if (disk === undefined || !isDiskLow(disk)) return undefined;
  // Two digits: more would be another sentence each minute.
  return { code: 'disk_low', freeBytes: Number(disk.freeBytes.toPrecision(2)) };
}

/**
 * Matters while links use whatever address this computer has, and somebody depends on it. Who chooses the address in so
 * many words has thought about it: that it is reserved in the router cannot be seen from here.
 */
function findLease(
  { apps, network, settings, users }: Pick<Dependencies, 'apps' | 'network' | 'settings' | 'users'>,
  { dhcpAddresses }: UpkeepFacts,
): AlarmFacts | undefined {
  if (settings.current().network.primaryHost !== '') return undefined;
  const inUse = apps.list().length > 0 || users.list().some((user) => !user.admin);
  const host = new URL(network.origin()).hostname.replace(/^\[|\]$/g, '');
  if (!inUse || !dhcpAddresses.has(host)) return undefined;
  return { code: 'address_from_dhcp', host };
}
