import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * A small network of namespaces: `lan` holds the authority (10.77.0.2) and nginx with the app (10.77.0.3); clients
 * sit in namespaces of their own behind `router` (10.77.0.1). Nothing of it is visible outside.
 */
export interface NetworkLab {
  /** Command line that runs something in the servers' namespace. */
  readonly lan: readonly string[];
  /** The same for a client, by its number from 1. */
  client(n: number): readonly string[];
  /** All clients leave with the router's one address. */
  shareOneAddress(): void;
  /** Each client leaves with an address of its own. */
  giveAddresses(byClient: Readonly<Record<number, string>>): void;
  /** The client's own address changes; without NAT the servers see it. */
  moveClient(n: number, address: string): void;
  close(): void;
}

export const authorityAddress = '10.77.0.2';
export const appAddress = '10.77.0.3';
export const sharedAddress = '10.77.0.1';

/** Needs root, iproute2 and nftables. */
export function openNetworkLab(clients: number): NetworkLab {
  forgetLeftovers();
  const tag = `rollcall${String(process.pid)}`;
  const lanName = `${tag}-lan`;
  const routerName = `${tag}-router`;
  const clientName = (n: number): string => `${tag}-c${String(n)}`;
  const names = [lanName, routerName, ...Array.from({ length: clients }, (_, n) => clientName(n + 1))];
  const ip = (...args: string[]): void =>
    void execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const close = (): void => {
    for (const name of names) spawnSync('ip', ['netns', 'del', name], { stdio: 'ignore' });
  };
  const nat = (rules: readonly string[]): void => {
    const table = `table ip rollcall\ndelete table ip rollcall\ntable ip rollcall {
  chain leaving {
    type nat hook postrouting priority 100
${rules.map((rule) => `    oifname "lan" ${rule}`).join('\n')}
  }
}
`;
    execFileSync('ip', ['netns', 'exec', routerName, 'nft', '-f', '-'], { input: table });
  };
  /** Joins two namespaces: `device` in `from`, `peer` in `to`. */
  const join = (from: string, device: string, to: string, peer: string): void => {
    ip('link', 'add', device, 'netns', from, 'type', 'veth', 'peer', 'name', peer, 'netns', to);
    ip('-n', from, 'link', 'set', device, 'up');
    ip('-n', to, 'link', 'set', peer, 'up');
  };

  process.once('exit', close);
  try {
    for (const name of names) {
      ip('netns', 'add', name);
      ip('-n', name, 'link', 'set', 'lo', 'up');
    }
    join(lanName, 'eth0', routerName, 'lan');
    ip('-n', lanName, 'addr', 'add', `${authorityAddress}/24`, 'dev', 'eth0');
    ip('-n', lanName, 'addr', 'add', `${appAddress}/24`, 'dev', 'eth0');
    ip('-n', routerName, 'addr', 'add', `${sharedAddress}/24`, 'dev', 'lan');
    ip('-n', lanName, 'route', 'add', '10.77.0.0/16', 'via', sharedAddress);
    execFileSync('ip', ['netns', 'exec', routerName, 'sysctl', '-qw', 'net.ipv4.ip_forward=1']);
    for (let n = 1; n <= clients; n += 1) {
      join(clientName(n), 'eth0', routerName, `client${String(n)}`);
      ip('-n', routerName, 'addr', 'add', `10.77.${String(n)}.1/24`, 'dev', `client${String(n)}`);
      ip('-n', clientName(n), 'addr', 'add', `10.77.${String(n)}.2/24`, 'dev', 'eth0');
      ip('-n', clientName(n), 'route', 'add', 'default', 'via', `10.77.${String(n)}.1`);
    }
  } catch (error) {
    close();
    throw error;
  }

  return {
    lan: ['ip', 'netns', 'exec', lanName],
    client: (n) => ['ip', 'netns', 'exec', clientName(n)],
    shareOneAddress: () => nat(['masquerade']),
    giveAddresses(byClient) {
      for (const address of Object.values(byClient)) {
        spawnSync('ip', ['-n', routerName, 'addr', 'add', `${address}/24`, 'dev', 'lan'], {
          stdio: 'ignore',
        });
      }
      nat(Object.entries(byClient).map(([n, address]) => `ip saddr 10.77.${n}.0/24 snat to ${address}`));
    },
    moveClient(n, address) {
      nat([]);
      ip('-n', clientName(n), 'addr', 'flush', 'dev', 'eth0');
      ip('-n', clientName(n), 'addr', 'add', `${address}/24`, 'dev', 'eth0');
      ip('-n', clientName(n), 'route', 'replace', 'default', 'via', `10.77.${String(n)}.1`);
    },
    close,
  };
}

/** Namespaces of a run that was killed. */
function forgetLeftovers(): void {
  const { stdout } = spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' });
  for (const [name, pid] of stdout.matchAll(/^rollcall(\d+)-\w+/gm)) {
    if (!existsSync(`/proc/${pid ?? ''}`)) spawnSync('ip', ['netns', 'del', name], { stdio: 'ignore' });
  }
}
