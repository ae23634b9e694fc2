import { setTimeout as pass } from 'node:timers/promises';
import { refuse, type Refusal } from '../../../shared/errors.ts';
import { createAppLine, type AppLine, type DeliveryOptions, type WhichLogouts } from './deliver-logouts.ts';
import type { Dependencies } from './dependencies.ts';

export type TellApp = (
  id: string,
) => Promise<{ ok: true; confirmed: number; unconfirmed: number } | Refusal<'app_not_found'>>;

/** Tells apps of ended sessions until they confirm. Each app in a line of its own: one that is slow holds up no other. */
export interface AppTeller {
  /** Something waits for this app: it is told at once, unless it is out of order. */
  wake(appId: string): void;
  /** Wakes every line; does not wait for the apps. */
  round(): void;
  /** Nobody is told by itself before. Whatever waits is tried at once: apps that were out of order may be back. */
  begin(): void;
  /** Tells one app now of all it has not confirmed, due or not. Answers after a while, the rest goes on. */
  readonly tellApp: TellApp;
  /** Resolves when nothing is under way; what waits out a pause may still be there. */
  idle(): Promise<void>;
  /** Nothing is told any more from here on. Resolves when nothing is under way. */
  close(): Promise<void>;
}

/** Longer than an app that does not answer takes. */
const answersAfterMs = 20_000;

export function createAppTeller(
  deps: Dependencies,
  options: Omit<DeliveryOptions, 'isClosing'> & { readonly onError: (error: unknown) => void },
): AppTeller {
  const lines = new Map<string, { line: AppLine; turn: Promise<void>; woken: boolean }>();
  let begun = false;
  let closing = false;
  const lineOf = (appId: string) => {
    let own = lines.get(appId);
    if (!own) {
      const line = createAppLine(deps, appId, { ...options, isClosing: () => closing });
      lines.set(appId, (own = { line, turn: Promise.resolve(), woken: false }));
    }
    return own;
  };
  /** Runs of one line come one after the other. */
  const run = (appId: string, which: WhichLogouts): Promise<void> => {
    const own = lineOf(appId);
    own.turn = own.turn.then(() => {
      if (which === 'due') own.woken = false;
      return own.line.run(which).catch(options.onError);
    });
    return own.turn;
  };
  const idle = async (): Promise<void> => {
    await Promise.all([...lines.values()].map(({ turn }) => turn));
  };
  const wake = (appId: string): void => {
    const own = lineOf(appId);
    if (!begun || closing || own.woken || own.line.isPaused()) return;
    own.woken = true;
    void run(appId, 'due');
  };

  return {
    wake,
    round() {
      for (const appId of deps.logouts.listApps()) wake(appId);
    },
    begin() {
      begun = true;
      for (const appId of deps.logouts.listApps()) void run(appId, 'tried');
    },
    async tellApp(id) {
      if (!deps.apps.find(id)) return refuse('app_not_found');
      const before = deps.logouts.countUnconfirmed(id);
      const timer = new AbortController();
      await Promise.race([
        run(id, 'all'),
        pass(answersAfterMs, undefined, { signal: timer.signal, ref: false }).catch(() => undefined),
      ]);
      timer.abort();
      const unconfirmed = deps.logouts.countUnconfirmed(id);
      return { ok: true, confirmed: Math.max(0, before - unconfirmed), unconfirmed };
    },
    idle,
    async close() {
      closing = true;
      await options.poster.close();
      await idle();
    },
  };
}
