import { setTimeout as delay } from 'node:timers/promises';
import type { MessagePortMain, UtilityProcess } from 'electron';
import { authorityMessageSchema, type ShellMessage } from '../../shared/contract/launch.ts';
import type { AuthorityState } from '../../shared/contract/shell.ts';
import type { PortPair, PortState } from '../../shared/model/ports.ts';
import type { Alarm } from '../../shared/model/status.ts';
import { decideRestartDelayMs } from './restart-delay.ts';

/** Having run this long, the next fault is a new one, not the old one again. */
const STABLE_AFTER_MS = 60_000;
/** Enough to answer what is under way and to write it to a slow disk. */
const STOP_TIMEOUT_MS = 10_000;
const KILL_TIMEOUT_MS = 3_000;
/** A service that is tried again every two seconds has begun by then. */
const MAKE_WAY_MS = 8_000;

export type AuthorityChild = Pick<UtilityProcess, 'pid' | 'postMessage' | 'kill' | 'on' | 'once'>;

interface Options {
  /** `newPorts` become those of its settings when it can listen on them. */
  readonly fork: (newPorts: PortPair | undefined) => AuthorityChild;
  readonly now: () => number;
  readonly killHard: (pid: number) => void;
  readonly onState: (state: AuthorityState) => void;
  readonly onAlarms: () => void;
}

/**
 * Keeps one authority process running: starts it, starts it again with growing delays when it dies, and ends it
 * in order. One that says by itself why it cannot run is left alone until somebody asks for another try.
 */
export class AuthorityProcess {
  readonly #options: Options;
  #state: AuthorityState = { phase: 'stopped', restarts: 0 };
  #child: AuthorityChild | undefined;
  #exited: Promise<void> = Promise.resolve();
  #origins: readonly string[] = [];
  #alarms: readonly Alarm['code'][] = [];
  #readyAt: number | undefined;
  #ending = false;
  #restartTimer: NodeJS.Timeout | undefined;
  readonly #portsAsked = new Map<number, ((state: PortState | undefined) => void)[]>();

  constructor(options: Options) {
    this.#options = options;
  }

  get state(): AuthorityState {
    return this.#state;
  }

  /** True while a process exists, or will again without anybody doing anything. */
  get isRunning(): boolean {
    return this.#child !== undefined || this.#state.phase === 'restarting';
  }

  /** True where the app has only looked in on a service, which goes on without it. */
  get isService(): boolean {
    const { holder, code } = this.#state;
    return holder !== undefined || code === 'service_stopped' || code === 'service_other_version';
  }

  /** The origins under which the running authority serves its portal. */
  get origins(): readonly string[] {
    return this.#origins;
  }

  /** What needs the admin, as the running authority said last; nothing when none runs. */
  get alarms(): readonly Alarm['code'][] {
    return this.#alarms;
  }

  start(newPorts?: PortPair): void {
    if (this.#child !== undefined) return;
    clearTimeout(this.#restartTimer);
    this.#ending = false;
    this.#setState({ phase: 'starting', restarts: this.#state.restarts });
    const child = this.#options.fork(newPorts);
    this.#child = child;
    child.on('message', (message: unknown) => {
      if (child === this.#child) this.#receive(message);
    });
    this.#exited = new Promise((resolve) => {
      child.once('exit', () => {
        this.#recordExit();
        resolve();
      });
    });
  }

  /** Resolves when no process is left, however unwilling it was. */
  async stop(): Promise<void> {
    clearTimeout(this.#restartTimer);
    this.#ending = true;
    const child = this.#child;
    if (child === undefined) {
      this.#setState({ phase: 'stopped', restarts: 0 });
      return;
    }
    child.postMessage({ type: 'stop' } satisfies ShellMessage);
    const { pid } = child;
    const killTimer = setTimeout(() => child.kill(), STOP_TIMEOUT_MS);
    const killHardTimer = setTimeout(() => {
      if (pid !== undefined) this.#options.killHard(pid);
    }, STOP_TIMEOUT_MS + KILL_TIMEOUT_MS);
    await this.#exited;
    clearTimeout(killTimer);
    clearTimeout(killHardTimer);
  }

  async restart(newPorts?: PortPair): Promise<void> {
    await this.stop();
    this.start(newPorts);
  }

  /** Leaves the data free for a moment, for a service that waits for them; then there is an authority again, whose it may be. */
  async makeWay(): Promise<void> {
    await this.stop();
    await delay(MAKE_WAY_MS);
    // Somebody may have started it, or quit, meanwhile.
    if (this.#state.phase === 'stopped') this.start();
  }

  /**
   * Asks the authority's process, which stays to answer when it said that it cannot run: this one opens no ports.
   * Undefined when it is gone, or goes before it has answered.
   */
  checkPort(port: number): Promise<PortState | undefined> {
    const child = this.#child;
    if (child === undefined) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#portsAsked.set(port, [...(this.#portsAsked.get(port) ?? []), resolve]);
      child.postMessage({ type: 'check-port', port } satisfies ShellMessage);
    });
  }

  /** Gives the authority its end of a channel to the console. Only while it is ready. */
  handOver(port: MessagePortMain): void {
    this.#child?.postMessage({ type: 'console-port' } satisfies ShellMessage, [port]);
  }

  #receive(unknownMessage: unknown): void {
    const { success, data: message } = authorityMessageSchema.safeParse(unknownMessage);
    if (!success) {
      console.error('The authority sent a message that is not in the launch contract.');
      return;
    }
    const { restarts } = this.#state;
    if (message.type === 'ready') {
      this.#readyAt = this.#options.now();
      this.#origins = [...new Set([...message.https, ...message.http, ...message.origins])];
      const { holder } = message;
      this.#setState({ phase: 'ready', ...(holder === undefined ? {} : { holder }), restarts });
    } else if (message.type === 'alarms') {
      this.#alarms = message.codes;
      this.#options.onAlarms();
    } else if (message.type === 'port-checked') {
      const { port, state, holder } = message;
      this.#answerPort(port, { state, ...(holder === undefined ? {} : { holder }) });
    } else {
      const { code, message: sentence, fix, facts, ports } = message;
      this.#alarms = [];
      this.#setState({
        phase: 'failed',
        code,
        sentence,
        ...(fix === undefined ? {} : { fix }),
        ...(facts === undefined ? {} : { facts }),
        ...(ports === undefined ? {} : { ports }),
        restarts,
      });
    }
  }

  #answerPort(port: number, state: PortState | undefined): void {
    for (const resolve of this.#portsAsked.get(port) ?? []) resolve(state);
    this.#portsAsked.delete(port);
  }

  #recordExit(): void {
    for (const port of this.#portsAsked.keys()) this.#answerPort(port, undefined);
    const ranForMs = this.#readyAt === undefined ? 0 : this.#options.now() - this.#readyAt;
    this.#child = undefined;
    this.#readyAt = undefined;
    this.#origins = [];
    this.#alarms = [];
    if (this.#ending) {
      this.#setState({ phase: 'stopped', restarts: 0 });
      return;
    }
    if (this.#state.phase === 'failed') return;
    const restarts = ranForMs >= STABLE_AFTER_MS ? 0 : this.#state.restarts;
    const delayMs = decideRestartDelayMs(restarts);
    this.#restartTimer = setTimeout(() => this.start(), delayMs);
    this.#setState({
      phase: 'restarting',
      restartAt: this.#options.now() + delayMs,
      restarts: restarts + 1,
    });
  }

  #setState(state: AuthorityState): void {
    this.#state = state;
    this.#options.onState(state);
  }
}
