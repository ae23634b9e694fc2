import type { ToMend } from '../../../shared/model/status.ts';
import type { DiskSpace } from '../base/storage/disk-space.ts';
import type { AlarmFact } from './alarm-watch.ts';
import type { Dependencies } from './dependencies.ts';

export interface UpkeepFacts {
  readonly lostAddress: string | undefined;
  readonly toMend: ToMend['apps'];
  readonly disk: DiskSpace | undefined;
  readonly dhcpAddresses: ReadonlySet<string>;
  readonly backupProblem: string | undefined;
}

const gigabyte = 1e9;
const namesShown = 5;

/** What of this computer needs the admin: its addresses, its disk, its backups. */
export function listUpkeepAlarms(
  deps: Pick<Dependencies, 'apps' | 'network' | 'settings' | 'users'>,
  facts: UpkeepFacts,
): AlarmFact[] {
  const found: Partial<Record<AlarmFact['code'], string | undefined>> = {
    address_changed: describeLost(facts),
    disk_low: describeDisk(facts.disk),
    backup_failed: facts.backupProblem,
    address_from_dhcp: describeDhcp(deps, facts),
  };
  return Object.entries(found).flatMap(([code, sentence]) =>
    sentence === undefined ? [] : [{ code: code as AlarmFact['code'], sentence }],
  );
}

function describeLost({ lostAddress, toMend }: UpkeepFacts): string | undefined {
  if (lostAddress === undefined) return undefined;
  const names = toMend.slice(0, namesShown).map(({ name }) => name);
  if (toMend.length > namesShown) names.push(`${String(toMend.length - namesShown)} more`);
  const mend = names.length === 0 ? '' : ` To mend: ${names.join(', ')}.`;
  return `This computer no longer has the address ${lostAddress}. Give it a fixed address, or choose another one and renew the snippets of your apps.${mend}`;
}

/**
 * 5 % is what ext4 keeps for the system by its own default (mke2fs -m) and where file systems begin to scatter files;
 * 1 GB is years of audit of an office, and what a backup and a restore need beside the database; above 10 GB a large
 * disk is not low whatever the share.
 */
export function isDiskLow({ freeBytes, totalBytes }: DiskSpace): boolean {
  return freeBytes < Math.min(10 * gigabyte, Math.max(gigabyte, 0.05 * totalBytes));
}

function describeDisk(disk: DiskSpace | undefined): string | undefined {
  if (disk === undefined || !isDiskLow(disk)) return undefined;
  const free = (disk.freeBytes / gigabyte).toFixed(1);
  return `Only ${free} GB are free on the disk of the data directory. When it is full, nobody new is let in. Delete what is not needed, or move old backups elsewhere.`;
}

/**
 * Matters while links use whatever address this computer has, and somebody depends on it. Who chooses the address in so
 * many words has thought about it: that it is reserved in the router cannot be seen from here.
 */
function describeDhcp(
  { apps, network, settings, users }: Pick<Dependencies, 'apps' | 'network' | 'settings' | 'users'>,
  { dhcpAddresses }: UpkeepFacts,
): string | undefined {
  if (settings.current().network.primaryHost !== '') return undefined;
  const inUse = apps.list().length > 0 || users.list().some((user) => !user.admin);
  const host = new URL(network.origin()).hostname.replace(/^\[|\]$/g, '');
  if (!inUse || !dhcpAddresses.has(host)) return undefined;
  return `The router gives this computer its address ${host}, and may give it another one: then nobody finds Rollcall any more. Reserve the address in the router (often called “DHCP reservation”), or set a fixed one in the network settings of this computer. Then choose it under “Network and trust”, and this goes away.`;
}
