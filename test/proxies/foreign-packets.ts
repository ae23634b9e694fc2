import { execFileSync } from 'node:child_process';

/** What wanted to go further than the LAN from one network namespace, by the counts of its kernel. */
export interface ForeignPackets {
  /** Packets for anything but this computer and the LAN. */
  readonly packets: number;
  /** Packets for a port of name services, wherever they go, loopback too. */
  readonly names: number;
  /** Attempts that became no packet, because no route leads there. */
  readonly noRoute: number;
}

/**
 * Counts from now on.
 *
 * @param wrap command line that runs something in the namespace
 * @param lan what is not foreign, such as `10.77.0.0/16`
 */
export function watchForeignPackets(wrap: readonly string[], lan: string): () => ForeignPackets {
  const [command = '', ...before] = wrap;
  const run = (args: readonly string[], input = ''): string =>
    execFileSync(command, [...before, ...args], { input, encoding: 'utf8' });
  run(
    ['nft', '-f', '-'],
    `table inet watch {
  counter foreign { }
  counter names { }
  chain leaving {
    type filter hook output priority 0;
    meta l4proto { tcp, udp } th dport { 53, 137, 853, 5353, 5355 } counter name "names"
    oifname "lo" return
    ip daddr ${lan} return
    meta l4proto ipv6-icmp return
    counter name "foreign"
  }
}
`,
  );
  /** Sum of the two families, as in /proc/net/snmp and snmp6. */
  const countNoRoute = (): number => {
    const [names = '', values = ''] = run(['cat', '/proc/net/snmp']).match(/^Ip: .*$/gm) ?? [];
    const column = names.split(' ').indexOf('OutNoRoutes');
    const six = /^Ip6OutNoRoutes\s+(\d+)/m.exec(run(['cat', '/proc/net/snmp6']))?.[1];
    return Number(values.split(' ')[column]) + Number(six ?? 0);
  };
  const noRouteBefore = countNoRoute();
  const packetsOf = (name: string): number => {
    const text = run(['nft', 'list', 'counter', 'inet', 'watch', name]);
    return Number(/packets (\d+)/.exec(text)?.[1]);
  };
  return () => ({
    packets: packetsOf('foreign'),
    names: packetsOf('names'),
    noRoute: countNoRoute() - noRouteBefore,
  });
}
