import type { Finding } from '../../../../shared/model/app.ts';
import { makeToken } from '../../base/crypto/tokens.ts';
import type { App } from '../../records/apps/apps.ts';
import { checkForged } from './check-forged.ts';
import {
  describeAnswering,
  describeCut,
  describeNoCookie,
  describeOpen,
  describeReached,
  describeRefusing,
  describeSilence,
  describeTrouble,
  notLookedAt,
} from './front-findings.ts';
import { judgeAnswer, type Judgement } from './judge-answer.ts';
import { asScript, type CheckTools } from './looked-at.ts';

/** The four things that are looked at where people reach the app. */
export async function checkFront(tools: CheckTools, app: App): Promise<Finding[]> {
  const askOnce = async (headers: Readonly<Record<string, string>>): Promise<Judgement> =>
    judgeAnswer(tools.deps, await tools.asker.ask(`${app.url}/`, { ...asScript, ...headers }));
  const plain = await askOnce({});
  /** The app has answered already: one answer that fails to come on a busy computer is asked for again. */
  const ask: Ask = async (headers) => {
    const answer = await askOnce(headers);
    return answer.verdict === 'unreachable' ? askOnce(headers) : answer;
  };
  const trouble = describeTrouble(app, plain);
  if (trouble) return [trouble, ...notLookedAt(app)];

  const open = plain.verdict === 'let_in';
  const cookie = await checkCookie(tools, app, open, ask);
  return [
    cookie.reached,
    open ? describeOpen(app, plain.status, cookie.asked) : describeRefusing(app),
    await checkForged(tools, app, open),
    cookie.cut,
  ];
}

/** Of an app that is asked for nothing more. */
export async function checkReachable({ asker }: CheckTools, app: App): Promise<Finding[]> {
  if (app.url === '') return [];
  const answer = await asker.ask(`${app.url}/`, asScript);
  return [answer.kind === 'answer' ? describeAnswering(app) : describeSilence(app, answer.detail)];
}

type Ask = (headers: Readonly<Record<string, string>>) => Promise<Judgement>;

/**
 * A cookie that opens the app for the moment must open it no more as soon as it is withdrawn. It is no session, takes
 * no place, and names nobody.
 */
async function checkCookie(
  { deps, wire }: CheckTools,
  app: App,
  open: boolean,
  ask: Ask,
): Promise<{ reached: Finding; cut: Finding; asked: boolean }> {
  const probe = deps.probes.add(app.id, makeToken('rca'), true);
  const cookie = { Cookie: `${wire.cookieName(app)}=${probe.token}` };
  try {
    const before = await ask(cookie);
    const asked = probe.asked() > 0;
    probe.close();
    const after = await ask(cookie);
    const reached = describeReached(app, before, asked, open);
    if (open) return { reached, cut: describeNoCookie(app), asked };
    return {
      reached,
      cut: describeCut(app, asked || before.verdict === 'unreachable' ? before : undefined, after),
      asked,
    };
  } finally {
    probe.forget();
  }
}
