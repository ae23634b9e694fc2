import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Command } from 'commander';

/** The first line of standard input, as `flag` says, without its line end. */
export async function readPasswordLine(command: Command, flag = '--password-stdin'): Promise<string> {
  let text = '';
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  const [line = ''] = text.split(/\r?\n/);
  if (line === '') command.error(`error: ${flag}: there is nothing on standard input`);
  return line;
}

/** Asks for a new password twice, without showing it. Only where somebody sits in front of it. */
export async function askNewPassword(command: Command): Promise<string> {
  const [first, second] = await askHidden(command, ['Password: ', 'The same again: ']);
  if (first === undefined || first === '' || first !== second)
    command.error('error: the two passwords are not the same, or empty');
  return first;
}

/** Asks for the password of an account that has one. */
export async function askPassword(command: Command, name: string): Promise<string> {
  const [password = ''] = await askHidden(command, [`Password of ${name}: `]);
  if (password === '') command.error('error: no password was typed');
  return password;
}

async function askHidden(command: Command, questions: readonly string[]): Promise<string[]> {
  if (!process.stdin.isTTY) command.error('error: no terminal to ask for the password; use --password-stdin');
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  // Before the first question: from here on the terminal does not echo.
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  // Nor does it turn Ctrl+C into a signal.
  lines.on('SIGINT', () => process.exit(130));
  const ask = async (question: string): Promise<string> => {
    process.stderr.write(question);
    const line = await lines.question('');
    process.stderr.write('\n');
    return line;
  };
  const answers: string[] = [];
  for (const question of questions) answers.push(await ask(question));
  lines.close();
  return answers;
}
