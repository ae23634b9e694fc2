import { afterAll, beforeAll } from 'vitest';
import type { AppView, OidcFacts, Snippet } from '../../shared/model/app.ts';
import { startSetUpAuthority, type AuthorityProcess } from '../support/authority-process.ts';
import { runProgram, type ProgramAnswer } from '../support/run-program.ts';

/** Many commands, each a process of its own. */
export const longMs = 120_000;

export interface Added {
  readonly app: AppView;
  readonly secret: string;
  readonly snippets: readonly Snippet[];
  readonly snippet: string;
  readonly oidc?: OidcFacts;
}

/** An authority for the tests of a file, and what they type about its apps. */
export function openAppCommands() {
  let authority: AuthorityProcess;
  beforeAll(async () => {
    authority = await startSetUpAuthority();
  });
  afterAll(() => authority?.remove());
  return {
    get authority(): AuthorityProcess {
      return authority;
    },
    add: (name: string, ...args: string[]): Promise<Added> =>
      authority.run<Added>(['app', 'add', name, ...args]),
    set: async (name: string, ...args: string[]): Promise<AppView> =>
      (await authority.run<{ app: AppView }>(['app', 'set', name, ...args])).app,
    /** As a person runs it: without --json. */
    type: (...args: string[]): Promise<ProgramAnswer> => runProgram([...args, '--data', authority.dataDir]),
  };
}
