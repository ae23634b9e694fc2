import { execFile } from 'node:child_process';
import { findLinuxPortHolder } from './linux-port-holder.ts';

/** The program that listens on a port. */
export interface PortHolder {
  readonly name: string;
  readonly pid: number;
}

const commandTimeoutMs = 5000;

/** Undefined when nobody listens, or when the system does not tell this account who does. */
export async function findPortHolder(port: number): Promise<PortHolder | undefined> {
  switch (process.platform) {
    case 'linux':
      return findLinuxPortHolder(port);
    case 'darwin':
      return decodeLsof(await run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']));
    case 'win32': {
      const pid = decodeNetstat(await run('netstat', ['-ano', '-p', 'TCP']), port);
      const pidV6 = pid ?? decodeNetstat(await run('netstat', ['-ano', '-p', 'TCPv6']), port);
      if (pidV6 === undefined) return undefined;
      return decodeTasklist(await run('tasklist', ['/FI', `PID eq ${pidV6}`, '/FO', 'CSV', '/NH']));
    }
    default:
      return undefined;
  }
}

/** `lsof -F pc` prints one field a line: `p` and the pid, then `c` and the command. */
export function decodeLsof(output: string): PortHolder | undefined {
  const match = /^p(\d+)\r?\nc(.+)$/mu.exec(output);
  if (!match) return undefined;
  return { pid: Number(match[1]), name: (match[2] ?? '').trim() };
}

/** The state column is translated ("LISTENING", "ABHÖREN"); the foreign port 0 of a listener is not. */
export function decodeNetstat(output: string, port: number): number | undefined {
  for (const line of output.split('\n')) {
    const [protocol, local = '', foreign = '', ...rest] = line.trim().split(/\s+/u);
    if (protocol === 'TCP' && local.endsWith(`:${port}`) && foreign.endsWith(':0')) {
      const pid = Number(rest.at(-1));
      return Number.isInteger(pid) && pid > 0 ? pid : undefined;
    }
  }
  return undefined;
}

/** `"nginx.exe","4242","Services","0","9.876 K"`, or a translated sentence when the process is gone. */
export function decodeTasklist(output: string): PortHolder | undefined {
  const match = /^"([^"]+)","(\d+)"/mu.exec(output);
  return match ? { name: match[1] ?? '', pid: Number(match[2]) } : undefined;
}

/** What the command printed; empty when it is missing, fails or takes too long. */
function run(command: string, args: string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(command, args, { timeout: commandTimeoutMs, windowsHide: true }, (_error, stdout) =>
      resolve(stdout),
    );
  });
}
