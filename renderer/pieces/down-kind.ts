import type { AuthorityState } from '../../shared/contract/shell.ts';

/** What the authority is doing, in the words for it: one of another version runs, whatever cannot. */
export function findDownKind({ phase, code }: AuthorityState): AuthorityState['phase'] | 'otherVersion' {
  return phase === 'failed' && code === 'service_other_version' ? 'otherVersion' : phase;
}
