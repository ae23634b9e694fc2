import { onError, ORPCError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { createFakeConsoleScript } from './fake-console-handlers.ts';
import { createFakeControl, PlannedFault } from './fake-control.ts';
import { createFakeRecords, type FakeRecords } from './fake-records.ts';
import { createFakeRouter } from './fake-router.ts';
import { createFakeStorm } from './fake-storm.ts';
import { fillScenario, type ScenarioName } from './scenarios.ts';

/** An authority in memory behind the control contract, for tests of the console. */
export function createFakeAuthority(scenario: ScenarioName) {
  const records: FakeRecords = createFakeRecords();
  fillScenario(records, scenario);
  const control = createFakeControl(records);
  const handler = new RPCHandler(createFakeRouter(records, control), {
    interceptors: [
      onError((error) => {
        // A fault of the fake or of the contract, not an answer: the test must see it.
        const isAnswer = (error instanceof ORPCError && error.defined) || error instanceof PlannedFault;
        if (!isAnswer) console.error(error);
      }),
    ],
  });
  let connected: MessagePort | undefined;
  return {
    ...control.script,
    ...createFakeConsoleScript(records),
    ...createFakeStorm(records),
    /** Serves one console, as after a hand-over of a port. */
    connect(port: MessagePort): void {
      connected = port;
      handler.upgrade(port, { context: { gate: control.gate, answerGate: control.answerGate } });
      port.start();
    },
    /** As when the process dies: the port closes, nothing is said. */
    die(): void {
      connected?.close();
      connected = undefined;
    },
  };
}
export type FakeAuthority = ReturnType<typeof createFakeAuthority>;
