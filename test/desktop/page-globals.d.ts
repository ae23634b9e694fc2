import type { ConsoleCommand } from '../../shared/contract/console-command.ts';
import type { RollcallShell } from '../../shared/contract/shell.ts';

declare global {
  interface Window {
    readonly rollcallShell: RollcallShell;
    /** What the test page of the fixtures has noticed. */
    readonly seen: {
      ports: number;
      answers: { pid: number; heard: string }[];
      states: { phase: string; restarts: number }[];
      commands: ConsoleCommand[];
      violations: string[];
    };
    /** The authority of the fixtures says from now on that these need the admin. */
    readonly raise: (alarms: readonly string[]) => void;
  }
}
