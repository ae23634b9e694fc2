import { create } from 'zustand';
import type { ShellState } from '../../shared/contract/shell.ts';
import type { AuthorityClient } from './authority-client.ts';
import type { Mirror } from './mirror.ts';

/**
 * `connecting`: no stream yet. `live`: the mirror is what is true now. `lost`: the mirror is what was true at
 * `lostAt`, and nothing can be changed.
 */
export type ConnectionState = 'connecting' | 'live' | 'lost';

interface AuthorityState {
  readonly connection: ConnectionState;
  /** Authority time, epoch ms; set while `lost`. */
  readonly lostAt: number | undefined;
  readonly client: AuthorityClient | undefined;
  readonly mirror: Mirror | undefined;
  /** Authority time minus the page's monotonic clock, ms: the PC's own clock may be wrong or change. */
  readonly clockOffsetMs: number;
  readonly shell: ShellState | undefined;
}

/** The one mirror store. Written by `followAuthority` and `followShell` only. */
export const useAuthorityStore = create<AuthorityState>(() => ({
  connection: 'connecting',
  lostAt: undefined,
  client: undefined,
  mirror: undefined,
  clockOffsetMs: Date.now() - performance.now(),
  shell: undefined,
}));

/** Authority time, epoch ms. It stands still while the connection is lost: nothing of what is shown goes on meanwhile. */
export function getAuthorityNow(): number {
  const { clockOffsetMs, lostAt } = useAuthorityStore.getState();
  return lostAt ?? clockOffsetMs + performance.now();
}
