import path from 'node:path';
import type { Command } from 'commander';
import type { ControlClient } from '../../endpoints/control/control-server.ts';
import { defaultDataDir } from '../default-data-dir.ts';
import { connectAuthority, type WithoutAuthority } from './connect-authority.ts';
import { ExitCode } from './exit-code.ts';

/** What a command has to say: `document` with `--json`, otherwise `text`; `note` goes to standard error in both. */
export interface Answer {
  readonly document: unknown;
  /** Undefined: everything has been said. */
  readonly text: string | undefined;
  readonly note?: string | undefined;
  /** When what was asked for went well and its answer is bad news. */
  readonly exitCode?: number;
}

export interface GlobalOptions {
  readonly dataDir: string;
  readonly dataDirGiven: boolean;
  readonly json: boolean;
}

export function readGlobalOptions(command: Command): GlobalOptions {
  const { data, json } = command.optsWithGlobals<{ data?: string; json?: true }>();
  return {
    dataDir: path.resolve(data ?? defaultDataDir()),
    dataDirGiven: data !== undefined,
    json: json === true,
  };
}

/** Runs one command against the authority of the data directory and prints its answer. */
export async function callAuthority(
  command: Command,
  call: (client: ControlClient) => Promise<Answer>,
  without: WithoutAuthority = 'open-existing',
): Promise<void> {
  const { dataDir, json } = readGlobalOptions(command);
  const connection = await connectAuthority(dataDir, without);
  let answer: Answer;
  try {
    answer = await call(connection.client);
  } finally {
    await connection.close();
  }
  if (answer.note !== undefined) process.stderr.write(`${answer.note}\n`);
  if (json) process.stdout.write(`${JSON.stringify(answer.document)}\n`);
  else if (answer.text !== undefined) process.stdout.write(`${answer.text}\n`);
  if (answer.exitCode !== undefined) throw new ExitCode(answer.exitCode);
}
