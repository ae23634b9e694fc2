import { execFile } from 'node:child_process';
import { networkInterfaces } from 'node:os';

const commandTimeoutMs = 10_000;

/** Runs a program of the system; what it printed, empty when it is missing, fails or takes too long. */
export type RunProgram = (command: string, args: readonly string[]) => Promise<string>;

/**
 * Which addresses of this computer were handed out by the network (DHCP, or a router's IPv6 announcement) and may
 * change: by address, without zone. Those the system says nothing of are not in it.
 */
export async function findAddressOrigins(
  platform: NodeJS.Platform = process.platform,
  run: RunProgram = runProgram,
): Promise<ReadonlyMap<string, boolean>> {
  switch (platform) {
    case 'linux':
      return decodeIpAddr(await run('ip', ['-j', 'addr']));
    case 'win32':
      return decodeNetIpAddress(
        await run('powershell.exe', [
          '-NoProfile',
          '-NonInteractive',
          '-Command',
          'Get-NetIPAddress | ForEach-Object { "$($_.IPAddress) $($_.PrefixOrigin)" }',
        ]),
      );
    case 'darwin':
      return findMacOrigins(run);
    default:
      return new Map();
  }
}

/** `ip -j addr` (iproute2): an address that came with a lease has `"dynamic": true`, one set by hand has not. */
export function decodeIpAddr(output: string): Map<string, boolean> {
  const origins = new Map<string, boolean>();
  for (const link of parseList(output)) {
    for (const address of listOf(link, 'addr_info')) {
      const { local, dynamic } = address;
      if (typeof local === 'string') origins.set(local, dynamic === true);
    }
  }
  return origins;
}

/**
 * `192.168.1.5 Dhcp` a line. The names of MSFT_NetIPAddress.PrefixOrigin are not translated; an older PowerShell
 * prints their numbers: 1 Manual, 2 WellKnown, 3 Dhcp, 4 RouterAdvertisement.
 */
export function decodeNetIpAddress(output: string): Map<string, boolean> {
  const origins = new Map<string, boolean>();
  for (const line of output.split('\n')) {
    const [address = '', origin = ''] = line.trim().split(/\s+/u);
    const plain = address.split('%')[0] ?? '';
    if (plain === '') continue;
    if (/^(?:Dhcp|RouterAdvertisement|3|4)$/iu.test(origin)) origins.set(plain, true);
    else if (/^(?:Manual|WellKnown|1|2)$/iu.test(origin)) origins.set(plain, false);
  }
  return origins;
}

/** The lease of an interface, as `ipconfig getpacket` prints it: `yiaddr = 192.168.1.5`. Nothing without a lease. */
export function decodeGetPacket(output: string): string | undefined {
  return /^yiaddr = ([\d.]+)$/mu.exec(output)?.[1];
}

/** macOS tells of IPv4 leases only. */
async function findMacOrigins(run: RunProgram): Promise<Map<string, boolean>> {
  const origins = new Map<string, boolean>();
  for (const [name, infos] of Object.entries(networkInterfaces())) {
    const own = (infos ?? []).filter(({ family, internal }) => family === 'IPv4' && !internal);
    if (own.length === 0) continue;
    const leased = decodeGetPacket(await run('ipconfig', ['getpacket', name]));
    for (const { address } of own) origins.set(address, address === leased);
  }
  return origins;
}

function parseList(text: string): Readonly<Record<string, unknown>>[] {
  try {
    return itemsOf(JSON.parse(text));
  } catch {
    return [];
  }
}

function listOf(item: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>>[] {
  return itemsOf(item[key]);
}

function itemsOf(list: unknown): Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(list)) return [];
  return list.filter(
    (item): item is Readonly<Record<string, unknown>> => typeof item === 'object' && item !== null,
  );
}

const runProgram: RunProgram = (command, args) =>
  new Promise((resolve) => {
    execFile(command, [...args], { timeout: commandTimeoutMs, windowsHide: true }, (error, stdout) =>
      resolve(error ? '' : stdout),
    );
  });
