import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Command } from 'commander';

/** The first line of standard input, as `--password-stdin` says, without its line end. */
export async function readPasswordLine(command: Command): Promise<string> {
  let text = '';
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  const [line = ''] = text.split(/\r?\n/);
  if (line === '') command.error('error: --password-stdin: there is no password on standard input');
  return line;
}

/** Asks for a new password twice, without showing it. Only where somebody sits in front of it. */
export async function askNewPassword(command: Command): Promise<string> {
  if (!process.stdin.isTTY) command.error('error: no terminal to ask for the password; use --password-stdin');
  const first = await askHidden('Password: ');
  const second = await askHidden('The same again: ');
  if (first === '' || first !== second) command.error('error: the two passwords are not the same, or empty');
  return first;
}

async function askHidden(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  // The terminal is in raw mode: Ctrl+C arrives here as a key.
  lines.on('SIGINT', () => process.exit(130));
  const line = await lines.question('');
  lines.close();
  process.stderr.write('\n');
  return line;
}
