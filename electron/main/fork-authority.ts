import { utilityProcess } from 'electron';
import { fileURLToPath } from 'node:url';
import type { PortPair } from '../../shared/model/ports.ts';
import type { AuthorityChild } from './authority-process.ts';

/** The authority's bundle, as it lies beside main's. */
const authorityPath = fileURLToPath(new URL('../authority/utility.js', import.meta.url));

/**
 * @param args as `rollcall serve` takes them
 * @param newPorts become those of its settings when it can listen on them
 */
export function forkAuthority(args: readonly string[], newPorts: PortPair | undefined): AuthorityChild {
  const moving = newPorts && [
    '--new-https-port',
    String(newPorts.https),
    '--new-http-port',
    String(newPorts.http),
  ];
  return utilityProcess.fork(authorityPath, [...args, ...(moving ?? [])], {
    serviceName: 'Rollcall authority',
    stdio: 'inherit',
  });
}
