import type { RollcallShell } from '../../shared/contract/shell.ts';

declare global {
  interface Window {
    readonly rollcallShell: RollcallShell;
    /** What the test page of the fixtures has noticed. */
    readonly seen: {
      ports: number;
      answers: { pid: number; heard: string }[];
      states: { phase: string; restarts: number }[];
      violations: string[];
    };
  }
}
