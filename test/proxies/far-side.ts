import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { bundleChild } from '../support/bundle-child.ts';
import type { FarSteps } from './far-program.ts';

/** What comes of a step. */
type Came<Step extends keyof FarSteps> = FarSteps[Step] extends (...input: never) => Promise<infer Value>
  ? Value
  : never;

/** Does things in another network namespace, one after the other. */
export interface FarSide {
  run<Step extends keyof FarSteps>(step: Step, ...input: Parameters<FarSteps[Step]>): Promise<Came<Step>>;
  close(): Promise<void>;
}

/** Bundles the program once for several sides. */
export function bundleFarProgram(): Promise<string> {
  return bundleChild('test/proxies/far-program.ts');
}

/** @param wrap command line that runs something there */
export function startFarSide(programPath: string, wrap: readonly string[]): FarSide {
  const [command = '', ...before] = wrap;
  const child = spawn(command, [...before, process.execPath, programPath], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async run<Step extends keyof FarSteps>(
      step: Step,
      ...[input]: Parameters<FarSteps[Step]>
    ): Promise<Came<Step>> {
      child.stdin.write(`${JSON.stringify({ step, input: input ?? {} })}\n`);
      const line = await lines.next();
      if (line.done === true) throw new Error(`the far side ended at ${step}`);
      const answer = JSON.parse(line.value) as { value?: unknown; error?: string };
      if (answer.error !== undefined) throw new Error(`${step}: ${answer.error}`);
      return answer.value as Came<Step>;
    },
    async close() {
      if (child.exitCode !== null) return;
      const exit = once(child, 'exit');
      child.stdin.end();
      await exit;
    },
  };
}
