import type { LogoutTrouble } from '../../../shared/model/logout-trouble.ts';
import { sayLogoutTrouble } from '../../../shared/words/say-logout-trouble.ts';
import type { FormPoster } from '../base/net/post-form.ts';
import { Batch } from '../base/storage/batch.ts';
import type { App } from '../records/apps/apps.ts';
import type { Logout } from '../records/logouts/logout.ts';
import type { Dependencies } from './dependencies.ts';
import { englishTeller } from './english-words.ts';
import { makeLogoutToken } from './logout-token.ts';
import {
  judgeAnswer,
  oddAnswersMax,
  pauseAfter,
  refusedTriesMax,
  type Delivery,
} from './policies/delivery.ts';

/** Which of an app's unconfirmed logouts: those that are due, all that are still tried, or those given up as well. */
export type WhichLogouts = 'due' | 'tried' | 'all';

/** What is to be told to one app. Two runs at the same time would tell the same thing twice: see `tell-apps.ts`. */
export interface AppLine {
  /** As a whole out of order, and not asked before its pause is over. */
  isPaused(): boolean;
  /** Tells until nothing is left or the app is out of order. */
  run(which: WhichLogouts): Promise<void>;
}

export interface DeliveryOptions {
  readonly poster: FormPoster;
  /** From 0 to 1. */
  readonly random: () => number;
  /** The authority closes: what breaks off says nothing about an app. */
  readonly isClosing: () => boolean;
}

/** At the same time to one app; begun in order. */
const concurrent = 4;
/** After so many it looks again what is there, so that the ends of now do not wait behind thousands from before. */
const lookAgainAfter = 500;
const wordsMax = 200;

export function createAppLine(deps: Dependencies, appId: string, options: DeliveryOptions): AppLine {
  let failures = 0;
  /** Different ones that got an odd answer since the app last said yes or no. */
  const odd = new Set<string>();
  let pausedUntil = 0;
  let written: Promise<unknown> = Promise.resolve();

  const listRows = (which: WhichLogouts, except: ReadonlySet<string>): Logout[] => {
    const now = deps.clock.now();
    return deps.logouts.listUnconfirmed(appId).filter(({ id, nextTryAt }) => {
      if (except.has(id)) return false;
      if (nextTryAt === undefined) return which === 'all';
      return which !== 'due' || nextTryAt <= now;
    });
  };

  const comeBack = (): void => {
    failures = 0;
    odd.clear();
    pausedUntil = 0;
  };
  /** @returns whether the app as a whole is out of order */
  const judge = (kind: Exclude<Delivery, 'confirmed'>, row: Logout, failuresBefore: number): boolean => {
    if (kind === 'refused') {
      comeBack();
      return false;
    }
    if (kind === 'odd' && odd.add(row.id).size < oddAnswersMax) return false;
    failures = failuresBefore + 1;
    pausedUntil = deps.clock.now() + pauseAfter(failures, options.random());
    return true;
  };

  /** @param failuresBefore how often the app had failed as a whole; some tries at the same time are one failure */
  const tell = async (row: Logout, failuresBefore: number): Promise<void> => {
    const app = deps.apps.find(appId);
    const address = app?.oidc?.backchannelLogoutUri;
    if (!deps.logouts.isUnconfirmed(row)) return;
    const batch = new Batch();
    if (!app || address === undefined) {
      // Also after a restore, which may have brought other apps.
      deps.logouts.forgetApp(batch, appId);
      written = deps.database.commit(batch);
      return;
    }
    const told = await send(deps, options.poster, { app, address, row });
    if (options.isClosing()) return;
    const tries = row.tries + 1;
    if (told.kind === 'confirmed') {
      comeBack();
      deps.logouts.put(batch, { ...row, tries, nextTryAt: undefined, confirmedAt: deps.clock.now() });
      stageConfirmed(deps, batch, app, row, tries);
    } else {
      const { trouble } = told;
      const wasInOrder = failures === 0;
      const outOfOrder = judge(told.kind, row, failuresBefore);
      const givenUp = told.kind === 'refused' && tries >= refusedTriesMax;
      if (givenUp || (outOfOrder && wasInOrder)) stageFailing(deps, batch, { app, row, trouble, givenUp });
      const ownPause = pauseAfter(tries, options.random());
      const nextTryAt = outOfOrder ? pausedUntil : deps.clock.now() + ownPause;
      deps.logouts.put(batch, {
        ...row,
        tries,
        nextTryAt: givenUp ? undefined : nextTryAt,
        trouble,
      });
    }
    written = deps.database.commit(batch);
  };

  const run = async (which: WhichLogouts): Promise<void> => {
    const told = new Set<string>();
    let wanted = which;
    // What cannot be recorded would be told again and again.
    while (!options.isClosing() && !deps.database.failing()) {
      const failuresBefore = failures;
      // Of an app that is out of order one answer says whether it is back.
      const rows = listRows(wanted, told).slice(0, failuresBefore > 0 ? 1 : lookAgainAfter);
      if (rows.length === 0) break;
      const waiting = rows.values();
      const tellInOrder = async (): Promise<void> => {
        for (const row of waiting) {
          told.add(row.id);
          await tell(row, failuresBefore);
          if (options.isClosing() || failures > failuresBefore) return;
        }
      };
      await Promise.all(Array.from({ length: concurrent }, tellInOrder));
      if (failures > 0) break;
      // It is back: what waited for that waits no longer.
      if (failuresBefore > 0 && wanted === 'due') wanted = 'tried';
    }
    await written;
  };

  return { isPaused: () => pausedUntil > deps.clock.now(), run };
}

type Told =
  | { readonly kind: 'confirmed' }
  | { readonly kind: Exclude<Delivery, 'confirmed'>; readonly trouble: LogoutTrouble };

async function send(
  deps: Dependencies,
  poster: FormPoster,
  { app, address, row }: { app: App; address: string; row: Logout },
): Promise<Told> {
  const made = await makeLogoutToken(deps, row);
  if (!made.ok) return { kind: 'unreachable', trouble: { code: 'not_asked', why: made.code } };
  const answer = await poster.post(
    address,
    { logout_token: made.token },
    { certificate: app.upstreamCertificate },
  );
  if (!answer.ok) return { kind: 'unreachable', trouble: answer.trouble };
  const kind = judgeAnswer(answer.status);
  return kind === 'confirmed' ? { kind } : { kind, trouble: describeAnswer(kind, answer) };
}

function describeAnswer(kind: Delivery, { status, text }: { status: number; text: string }): LogoutTrouble {
  const said = text
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, wordsMax);
  const leadsElsewhere = status >= 300 && status < 400;
  return {
    code: 'answered',
    status,
    ...(kind === 'refused' ? { meaning: 'refused' as const } : {}),
    ...(leadsElsewhere ? { meaning: 'elsewhere' as const } : {}),
    ...(said === '' ? {} : { said }),
  };
}

function stageConfirmed(deps: Dependencies, batch: Batch, app: App, row: Logout, tries: number): void {
  deps.audit.append(batch, {
    at: deps.clock.now(),
    action: 'logout.confirmed',
    actor: 'rollcall',
    subject: row.sessionId,
    data: { app: app.name, user: row.userName, device: row.device, tries },
  });
}

/** Once for an app that is out of order, and once for a logout that is given up: not for every try. */
function stageFailing(
  deps: Dependencies,
  batch: Batch,
  { app, row, trouble, givenUp }: { app: App; row: Logout; trouble: LogoutTrouble; givenUp: boolean },
): void {
  deps.audit.append(batch, {
    at: deps.clock.now(),
    action: 'logout.failing',
    actor: 'rollcall',
    subject: row.sessionId,
    data: {
      app: app.name,
      user: row.userName,
      device: row.device,
      trouble: sayLogoutTrouble(englishTeller, trouble),
      givenUp,
    },
  });
}
