import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ServiceSetup } from '../../shared/contract/shell.ts';

/** The command line, as it lies beside the folder of main's bundle. */
const programPath = fileURLToPath(new URL('../rollcall.js', import.meta.url));

/**
 * What an admin gives the system so that it runs this install on these data always. Nothing of it is done here: that
 * takes rights that this app has not.
 * @param authorityArgs as `rollcall serve` takes them
 */
export function makeServiceSetup(
  authorityArgs: readonly string[],
  node: string,
  account: string,
  platform: NodeJS.Platform = process.platform,
): ServiceSetup {
  const words = [node, programPath, 'serve', ...authorityArgs];
  const command = words.map(platform === 'win32' ? quoteForWindows : quoteForShell).join(' ');
  if (platform !== 'linux') return { command };
  const unit = [
    '[Unit]',
    'Description=Rollcall',
    'Wants=network-online.target',
    'After=network-online.target',
    // While the app still has the data it is tried again and again, so that it takes them over as soon as they are free.
    'StartLimitIntervalSec=0',
    '',
    '[Service]',
    `User=${account}`,
    `ExecStart=${words.map(quote).join(' ')}`,
    'Restart=on-failure',
    'RestartSec=2',
    '',
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n');
  return { command, unit: { path: '/etc/systemd/system/rollcall.service', content: unit } };
}

const plainWord = /^[\w./:@=-]+$/;

/** POSIX.1-2017, Shell Command Language, 2.2.2: between single quotes nothing means anything but their end. */
function quoteForShell(word: string): string {
  return plainWord.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** As `CommandLineToArgvW` takes a line apart: backslashes count only before a quote, the closing one included. */
function quoteForWindows(word: string): string {
  if (/^[\w./:@=\\-]+$/.test(word)) return word;
  return `"${word.replaceAll(/(\\*)"/g, String.raw`$1$1\"`).replace(/\\+$/, '$&$&')}"`;
}

/** systemd.service(5), "Command lines": `%` and `$` are doubled, two characters escaped inside quotes. */
function quote(word: string): string {
  if (plainWord.test(word)) return word;
  return `"${word.replaceAll(/["\\]/g, '\\$&').replaceAll('%', '%%').replaceAll('$', '$$$$')}"`;
}

export function readServiceSetup(authorityArgs: readonly string[]): ServiceSetup {
  return makeServiceSetup(authorityArgs, findNode(), userInfo().username);
}

/** The one that started this app, else the first that the shell would find. */
function findNode(): string {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const found = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((dir) => path.join(dir, name))
    .find((one) => path.isAbsolute(one) && existsSync(one));
  return process.env['npm_node_execpath'] ?? found ?? name;
}
