import type { Finding } from '../../../../shared/model/app.ts';
import { makeToken } from '../../base/crypto/tokens.ts';
import type { AddressAnswer } from '../../base/net/ask-address.ts';
import type { App } from '../../records/apps/apps.ts';
import { judgeAnswer } from './judge-answer.ts';
import { asScript, claimedName, dataOf, forgedHeaders, type CheckTools } from './looked-at.ts';
import { makeFinding } from './make-finding.ts';

type Forged = 'forgedRepeated' | 'forgedRemoved' | 'forgedUnseen' | 'forgedRefused';

/**
 * Does a name that a client claims get to the app? Tried without a session, and with a cookie of the check, which passes
 * the proxy as nobody: only the app knows what reached it then, so it is seen only where its answer repeats the name.
 */
export async function checkForged(tools: CheckTools, app: App, open: boolean): Promise<Finding> {
  const { deps, wire, asker } = tools;
  if (!open) {
    const judged = judgeAnswer(deps, await asker.ask(`${app.url}/`, { ...asScript, ...forgedHeaders(wire) }));
    if (judged.verdict === 'let_in') {
      const { status } = judged;
      return makeFinding('forged_identity', 'bad', 'forgedLetIn', dataOf(app.url, { status }));
    }
  }
  const find = (result: Finding['result'], said: Forged): Finding =>
    makeFinding('forged_identity', result, said, dataOf(app.url));
  if (await isRepeated(tools, app)) return find('bad', 'forgedRepeated');
  if (app.kind === 'gateway') return find('good', 'forgedRemoved');
  return find('unknown', open ? 'forgedUnseen' : 'forgedRefused');
}

/** The answer alone tells: the name stands in it when it is claimed, and does not otherwise. */
async function isRepeated({ deps, wire, asker }: CheckTools, app: App): Promise<boolean> {
  const probe = deps.probes.add(app.id, makeToken('rca'), true);
  const asNobody = { ...asScript, Cookie: `${wire.cookieName(app)}=${probe.token}` };
  try {
    const forged = await asker.ask(`${app.url}/`, { ...asNobody, ...forgedHeaders(wire) });
    return tells(forged) && !tells(await asker.ask(`${app.url}/`, asNobody));
  } finally {
    probe.forget();
  }
}

function tells(answer: AddressAnswer): boolean {
  return (
    answer.kind === 'answer' &&
    (answer.text.includes(claimedName) ||
      Object.values(answer.headers).some((value) => value?.includes(claimedName)))
  );
}
