import { EventEmitter } from 'node:events';
import type { WebSocket } from 'ws';
import { afterEach, expect, it } from 'vitest';
import { createConsoleSockets } from '../../electron/authority/endpoints/control/console-sockets.ts';
import { consoleClosed } from '../../shared/contract/console-socket.ts';
import type { ConsoleSession } from '../../electron/authority/records/console-sessions/console-sessions.ts';

const session = { tokenHash: 'ann' } as ConsoleSession;
const sockets = createConsoleSockets({ findEnd: () => undefined, used: () => undefined });
afterEach(() => sockets.close());

/** A tab of the console, with what was done to it. */
class Tab extends EventEmitter {
  readonly closed: number[] = [];
  terminated = 0;
  close(code: number): void {
    this.closed.push(code);
  }
  terminate(): void {
    this.terminated += 1;
  }
}

const open = (): { tab: Tab; served: boolean } => {
  const tab = new Tab();
  return { tab, served: sockets.add(tab as unknown as WebSocket, session) !== undefined };
};

it('one tab more than an admin may have is closed, and what it sends wrong meanwhile harms nobody', () => {
  const tabs = Array.from({ length: 10 }, open);
  expect(tabs.every(({ served }) => served)).toBe(true);
  const { tab, served } = open();
  expect(served).toBe(false);
  expect(tab.closed).toEqual([consoleClosed.tooMany]);
  tab.emit('error', new Error('no frame of this protocol'));
  expect(tab.terminated).toBe(1);
  tabs[0]?.tab.emit('close');
  expect(open().served).toBe(true);
});
