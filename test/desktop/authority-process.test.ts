import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AuthorityProcess, type AuthorityChild } from '../../electron/main/authority-process.ts';
import type { AuthorityState } from '../../shared/contract/shell.ts';

const READY = { type: 'ready', https: ['https://10.0.0.5:8443'], http: [], socket: 's', pid: 1, origins: [] };

class FakeChild extends EventEmitter {
  readonly pid = 4711;
  readonly told: unknown[] = [];
  kills = 0;
  postMessage(message: unknown): void {
    this.told.push(message);
  }
  kill(): boolean {
    this.kills += 1;
    return true;
  }
}

let children: FakeChild[];
let states: AuthorityState[];
let killedHard: number[];
let alarmsTold: (readonly string[])[];
let portsTold: unknown[];
let authority: AuthorityProcess;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  children = [];
  states = [];
  killedHard = [];
  alarmsTold = [];
  portsTold = [];
  authority = new AuthorityProcess({
    fork: (newPorts) => {
      portsTold.push(newPorts);
      const child = new FakeChild();
      children.push(child);
      return child as unknown as AuthorityChild;
    },
    now: Date.now,
    killHard: (pid) => killedHard.push(pid),
    onState: (state) => states.push(state),
    onAlarms: () => alarmsTold.push(authority.alarms),
  });
});
afterEach(() => vi.useRealTimers());

const last = (): FakeChild => children.at(-1)!;

it('waits longer before each further start of one that keeps dying, at most a minute', () => {
  authority.start();
  const delays = Array.from({ length: 8 }, () => {
    last().emit('exit', 1);
    const delayMs = (authority.state.restartAt ?? 0) - Date.now();
    vi.advanceTimersByTime(delayMs - 1);
    expect(authority.state.phase).toBe('restarting');
    vi.advanceTimersByTime(1);
    expect(authority.state.phase).toBe('starting');
    return delayMs / 1000;
  });
  expect(delays).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  expect(authority.state.restarts).toBe(8);
});

it('forgets earlier faults once it has run for a minute', () => {
  authority.start();
  for (let n = 0; n < 3; n += 1) {
    last().emit('message', READY);
    vi.advanceTimersByTime(59_000);
    last().emit('exit', 1);
    vi.advanceTimersByTime(60_000);
  }
  expect(authority.state.restarts).toBe(3);
  last().emit('message', READY);
  vi.advanceTimersByTime(60_000);
  last().emit('exit', 1);
  expect(authority.state).toEqual({ phase: 'restarting', restartAt: Date.now() + 1000, restarts: 1 });
});

it('knows its addresses while it is ready and only then', () => {
  authority.start();
  expect(authority.origins).toEqual([]);
  last().emit('message', READY);
  expect(authority.origins).toEqual(['https://10.0.0.5:8443']);
  last().emit('exit', 1);
  expect(authority.origins).toEqual([]);
});

it('does not start one again that said why it cannot run', async () => {
  authority.start();
  last().emit('message', {
    type: 'failed',
    code: 'data_dir_locked',
    message: 'Another one runs.',
    fix: 'End it.',
  });
  last().emit('exit', 1);
  vi.advanceTimersByTime(600_000);
  expect(children).toHaveLength(1);
  expect(authority.state).toEqual({
    phase: 'failed',
    code: 'data_dir_locked',
    sentence: 'Another one runs.',
    fix: 'End it.',
    restarts: 0,
  });
  await authority.restart();
  expect(children).toHaveLength(2);
  expect(authority.state.phase).toBe('starting');
});

it('asks to stop first, then ends an unwilling one, then kills it', async () => {
  authority.start();
  const stopped = authority.stop();
  expect(last().told).toEqual([{ type: 'stop' }]);
  vi.advanceTimersByTime(9_999);
  expect(last().kills).toBe(0);
  vi.advanceTimersByTime(1);
  expect(last().kills).toBe(1);
  vi.advanceTimersByTime(3_000);
  expect(killedHard).toEqual([4711]);
  last().emit('exit', 137);
  await stopped;
  expect(authority.state).toEqual({ phase: 'stopped', restarts: 0 });
  vi.advanceTimersByTime(600_000);
  expect(children).toHaveLength(1);
});

it('stays stopped when it is stopped while it waits to start again', async () => {
  authority.start();
  last().emit('exit', 1);
  await authority.stop();
  vi.advanceTimersByTime(600_000);
  expect(children).toHaveLength(1);
  expect(authority.isRunning).toBe(false);
});

it('starts one process when two restarts are asked for at once', async () => {
  authority.start();
  const both = Promise.all([authority.restart(), authority.restart()]);
  children[0]!.emit('exit', 0);
  await both;
  expect(children).toHaveLength(2);
});

it('takes no message that is not in the contract', () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  authority.start();
  last().emit('message', { type: 'ready', https: 'https://elsewhere' });
  expect(authority.state.phase).toBe('starting');
  expect(log).toHaveBeenCalledOnce();
  log.mockRestore();
});

it('knows the alarms of the one that runs, and none of one that is gone', () => {
  authority.start();
  const ready = { type: 'ready', https: [], http: [], socket: '', pid: 1, origins: [] };
  last().emit('message', ready);
  last().emit('message', { type: 'alarms', codes: ['disk_low'] });
  expect(alarmsTold).toEqual([['disk_low']]);
  last().emit('message', { type: 'alarms', codes: ['what_is_this'] });
  expect(authority.alarms).toEqual(['disk_low']);
  last().emit('exit', 1);
  expect(authority.alarms).toEqual([]);
});

it('asks one that could not start what is with a port, and knows nothing when that is gone', async () => {
  expect(await authority.checkPort(8444)).toBeUndefined();
  authority.start();
  const ports = { https: 8443, http: 8480 };
  last().emit('message', { type: 'failed', code: 'port_busy', message: 'In use.', ports });
  expect(authority.state).toMatchObject({ phase: 'failed', ports });
  const answers = Promise.all([authority.checkPort(8444), authority.checkPort(8445)]);
  expect(last().told).toEqual([
    { type: 'check-port', port: 8444 },
    { type: 'check-port', port: 8445 },
  ]);
  last().emit('message', { type: 'port-checked', port: 8444, state: 'free' });
  last().emit('exit', 1);
  expect(await answers).toEqual([{ state: 'free' }, undefined]);
});

it('tells new ports to the one that it starts with them, and to none after it', async () => {
  authority.start();
  last().emit('message', { type: 'failed', code: 'port_busy', message: 'In use.' });
  const restarted = authority.restart({ https: 9443, http: 9480 });
  last().emit('exit', 0);
  await restarted;
  last().emit('message', READY);
  last().emit('exit', 1);
  vi.advanceTimersByTime(60_000);
  expect(portsTold).toEqual([undefined, { https: 9443, http: 9480 }, undefined]);
});
