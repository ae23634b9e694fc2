import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { programPath } from './root-dir.ts';
import { runProgram, type ProgramAnswer } from './run-program.ts';

interface Ready {
  readonly ready: true;
  readonly https: readonly string[];
  readonly http: readonly string[];
  readonly socket: string;
  readonly pid: number;
}

export interface AuthorityOptions {
  /** An existing data directory; without it a new one that `stop` with `forget` removes. */
  readonly dataDir?: string;
  readonly hosts?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Command line that runs it elsewhere, such as in a network namespace. */
  readonly wrap?: readonly string[];
  /** Listens where its settings say, which the data directory has already; without it on free ports. */
  readonly listensBySettings?: boolean;
  /** Another build than the one under test. */
  readonly program?: string;
  /** Further arguments of `rollcall serve`. */
  readonly args?: readonly string[];
}

/** The real authority as a process of its own, as an operator without a display runs it. */
export interface AuthorityProcess {
  readonly dataDir: string;
  /** First https origin, such as `https://127.0.0.1:43211`; the same one after a restart. */
  readonly origin: string;
  readonly httpOrigin: string;
  readonly socket: string;
  readonly pid: number;
  /** PEM of the install's own CA. */
  readonly ca: string;
  /** What it wrote to standard error so far. */
  log(): string;
  /** `rollcall ARGS --data DIR --json` beside it. */
  cli(args: readonly string[], stdin?: string): Promise<ProgramAnswer>;
  /** The same, failing unless the exit code is 0. */
  run<T = Record<string, unknown>>(args: readonly string[], stdin?: string): Promise<T>;
  /** Ends it in order. @returns its exit code */
  stop(): Promise<number | null>;
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same data directory and ports. */
  restart(): Promise<void>;
  /** Stops it and removes its data directory. */
  remove(): Promise<void>;
}

export function makeDataDir(): string {
  return path.join(mkdtempSync(path.join(tmpdir(), 'rollcall-')), 'data');
}

/** @throws with everything it printed, when it does not become ready */
export async function startAuthority(options: AuthorityOptions = {}): Promise<AuthorityProcess> {
  const dataDir = options.dataDir ?? makeDataDir();
  let stderr = '';
  let child: ChildProcess;
  let ready: Ready;

  const start = async (httpsPort: string, httpPort: string): Promise<void> => {
    const hosts = (options.hosts ?? ['127.0.0.1']).flatMap((host) => ['--host', host]);
    const listens = [...hosts, '--https-port', httpsPort, '--http-port', httpPort];
    const [command, ...before] = [...(options.wrap ?? []), process.execPath];
    const started = spawn(
      command,
      [
        ...before,
        options.program ?? programPath,
        'serve',
        '--data',
        dataDir,
        ...(options.listensBySettings ? [] : listens),
        '--json',
        ...(options.args ?? []),
      ],
      { env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    started.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    ready = await new Promise<Ready>((resolve, reject) => {
      let stdout = '';
      started.once('error', reject);
      started.once('exit', (code) =>
        reject(
          new Error(`the authority ended with ${String(code)} before it was ready\n${stdout}\n${stderr}`),
        ),
      );
      started.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
        const end = stdout.indexOf('\n');
        if (end < 0) return;
        const line = JSON.parse(stdout.slice(0, end)) as Ready | { ready: false };
        if (line.ready) resolve(line);
      });
    });
    child = started;
  };

  const finish = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exit = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    const [code] = await exit;
    return code;
  };

  await start('0', '0');
  const authority: AuthorityProcess = {
    dataDir,
    get origin() {
      return first(ready.https);
    },
    get httpOrigin() {
      return first(ready.http);
    },
    get socket() {
      return ready.socket;
    },
    get pid() {
      return ready.pid;
    },
    get ca() {
      return readFileSync(path.join(dataDir, 'keys/ca.crt.pem'), 'utf8');
    },
    log: () => stderr,
    cli: (args, stdin) => runProgram([...args, '--data', dataDir, '--json'], { stdin, wrap: options.wrap }),
    async run<T>(args: readonly string[], stdin?: string): Promise<T> {
      const answer = await authority.cli(args, stdin);
      if (answer.code !== 0) {
        throw new Error(
          `rollcall ${args.join(' ')}: exit ${String(answer.code)}\n${answer.stdout}\n${answer.stderr}`,
        );
      }
      return answer.json<T>();
    },
    stop: () => finish('SIGTERM'),
    async kill() {
      await finish('SIGKILL');
    },
    async restart() {
      await finish('SIGTERM');
      await start(new URL(first(ready.https)).port, new URL(first(ready.http)).port);
    },
    async remove() {
      await finish('SIGTERM');
      rmSync(path.dirname(dataDir), { recursive: true, force: true });
    },
  };
  return authority;
}

export const adminPassword = 'correct horse battery';

/** An authority with its first admin, `boss`. */
export async function startSetUpAuthority(options: AuthorityOptions = {}): Promise<AuthorityProcess> {
  const authority = await startAuthority(options);
  await authority.run(['setup', '--admin', 'boss', '--password-stdin'], `${adminPassword}\n`);
  return authority;
}

/** A user who can sign in at once, with the password `passwordOf(name)`. */
export async function addUser(
  authority: AuthorityProcess,
  name: string,
  options: { readonly limit?: number | 'unlimited' | 'inherit'; readonly policy?: string } = {},
): Promise<void> {
  await authority.run(
    [
      'user',
      'add',
      name,
      '--password-stdin',
      '--final',
      ...(options.limit === undefined ? [] : ['--limit', String(options.limit)]),
      ...(options.policy === undefined ? [] : ['--policy', options.policy]),
    ],
    `${passwordOf(name)}\n`,
  );
}

export function passwordOf(name: string): string {
  return `the password of ${name}`;
}

function first(origins: readonly string[]): string {
  const [origin] = origins;
  if (origin === undefined) throw new Error('the authority listens nowhere');
  return origin;
}
