import './interpret-schemas.ts';
import { createFakeAuthority, type FakeAuthority } from './fake-authority.ts';
import { createFakeShell } from './fake-shell.ts';
import type { ScenarioName } from './scenarios.ts';

/**
 * Runs in the page before the console: stands for the preload, main and the authority. The console gets its shell
 * and its port exactly as from the preload.
 */
declare global {
  interface Window {
    fake: {
      readonly authority: FakeAuthority;
      readonly shell: ReturnType<typeof createFakeShell>;
      /** Hands the console a new port, as after a restart of the authority. */
      readonly handOver: () => void;
    };
    /** Set by the test before this script. */
    fakeScenario: ScenarioName | 'down';
  }
}

// The address goes first: a page that makes a tour comes by many scenarios.
const named = new URLSearchParams(window.location.search).get('scenario') as
  typeof window.fakeScenario | null;
const scenario = named ?? window.fakeScenario;
const isDown = scenario === 'down';
const authority = createFakeAuthority(scenario === 'down' ? 'quiet' : scenario);
const handOver = (): void => {
  const { port1, port2 } = new MessageChannel();
  authority.connect(port1);
  window.postMessage('authority-port', window.location.origin, [port2]);
};
const shell = createFakeShell(() => {
  shell.setAuthority({ phase: 'ready', restarts: 0 });
  handOver();
});
Object.assign(window, { rollcallShell: shell.shell, fake: { authority, shell, handOver } });
if (isDown) {
  shell.setAuthority({
    phase: 'failed',
    code: 'port_busy',
    sentence: 'Port 8443 is in use by nginx (process 812).',
    fix: 'Stop that program, or choose another port, then try again.',
    restarts: 0,
  });
} else {
  window.addEventListener('load', handOver);
}
