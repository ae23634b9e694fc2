import { utilityProcess } from 'electron';
import { fileURLToPath } from 'node:url';
import type { AuthorityChild } from './authority-process.ts';

/** The authority's bundle, as it lies beside main's. */
const authorityPath = fileURLToPath(new URL('../authority/utility.js', import.meta.url));

/** @param args as `rollcall serve` takes them */
export function forkAuthority(args: readonly string[]): AuthorityChild {
  return utilityProcess.fork(authorityPath, [...args], {
    serviceName: 'Rollcall authority',
    stdio: 'inherit',
  });
}
