import type { Finding } from '../../../../shared/model/app.ts';
import { makeToken } from '../../base/crypto/tokens.ts';
import type { AddressAnswer } from '../../base/net/ask-address.ts';
import type { App } from '../../records/apps/apps.ts';
import { bad, good, unknown } from './front-findings.ts';
import { judgeAnswer } from './judge-answer.ts';
import { asScript, claimedName, forgedHeaders, type CheckTools } from './looked-at.ts';

/**
 * Does a name that a client claims get to the app? Tried without a session, and with a cookie of the check, which passes
 * the proxy as nobody: only the app knows what reached it then, so it is seen only where its answer repeats the name.
 */
export async function checkForged(tools: CheckTools, app: App, open: boolean): Promise<Finding> {
  const { deps, wire, asker } = tools;
  if (!open) {
    const judged = judgeAnswer(deps, await asker.ask(`${app.url}/`, { ...asScript, ...forgedHeaders(wire) }));
    if (judged.verdict === 'let_in') {
      return bad(app, 'forged_identity', {
        sentence: `A request without a session that only claimed to be somebody (Remote-User and the like) was let in at ${app.url} with status ${judged.status}.`,
        fix: pastedWhole,
      });
    }
  }
  if (await isRepeated(tools, app)) {
    return bad(app, 'forged_identity', {
      sentence: `A name that a client claimed (Remote-User and the like) reached the app at ${app.url}, whose answer repeats it: whoever is signed in can be anybody there.`,
      fix: pastedWhole,
    });
  }
  if (app.kind === 'gateway') return good(app, 'forged_identity');
  return unknown(
    app,
    'forged_identity',
    `${open ? '' : 'A forged name without a session was refused. '}Whether a forged name of a signed-in person gets through cannot be seen from outside. It is closed when the configuration that Rollcall writes for this app is pasted whole: its lines for Remote-User and the like remove what a client claims, in every spelling.`,
  );
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

const pastedWhole =
  'Use the configuration that Rollcall writes for this app, unchanged: it removes such headers in every spelling.';
