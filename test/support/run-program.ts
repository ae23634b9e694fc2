import { spawn } from 'node:child_process';
import { programPath } from './root-dir.ts';

export interface ProgramAnswer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as the one JSON document that `--json` promises. */
  json<T = Record<string, unknown>>(): T;
}

/** Runs `rollcall ARGS` to its end. */
export function runProgram(
  args: readonly string[],
  options: {
    readonly stdin?: string | undefined;
    readonly env?: NodeJS.ProcessEnv;
    readonly timeoutMs?: number;
    /** Command line that runs it elsewhere, such as in a network namespace. */
    readonly wrap?: readonly string[] | undefined;
  } = {},
): Promise<ProgramAnswer> {
  return new Promise((resolve, reject) => {
    const [command, ...before] = [...(options.wrap ?? []), process.execPath];
    const child = spawn(command, [...before, programPath, ...args], {
      env: { ...process.env, ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    // A program that ends without reading its input closes the pipe first.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.stdin ?? '');
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`rollcall ${args.join(' ')} did not end\n${stdout}\n${stderr}`));
    }, options.timeoutMs ?? 60_000);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({
        code,
        stdout,
        stderr,
        json<T>(): T {
          try {
            return JSON.parse(stdout) as T;
          } catch {
            throw new Error(
              `rollcall ${args.join(' ')} (exit ${String(code)}) printed no JSON\n${stdout}\n${stderr}`,
            );
          }
        },
      });
    });
  });
}
