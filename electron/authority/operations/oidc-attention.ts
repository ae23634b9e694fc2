import type { AlarmFacts } from '../../../shared/model/alarm-facts.ts';
import type { Dependencies } from './dependencies.ts';
import { nameSome } from './name-some.ts';
import { findLostIssuer } from './oidc-issuer.ts';
import { isoTime } from './show.ts';

/** An app that is restarted is back by then. */
const unconfirmedMs = 30_000;

/** What the admin should know about OpenID Connect: apps that did not confirm an end, keys, an issuer nobody finds. */
export function listOidcAttention(deps: Dependencies, now: number): (AlarmFacts | undefined)[] {
  return [findUnconfirmed(deps, now), findBrokenKeys(deps), findIssuer(deps)];
}

function findUnconfirmed(deps: Dependencies, now: number): AlarmFacts | undefined {
  const late = deps.logouts.listApps().flatMap((appId) => {
    const app = deps.apps.find(appId);
    const summary = deps.logouts.summarize(appId);
    if (!app || !summary || now - summary.oldestEndedAt <= unconfirmedMs) return [];
    const { count, oldestEndedAt, trouble } = summary;
    return [
      {
        name: app.name,
        ends: count,
        since: isoTime(oldestEndedAt),
        ...(trouble === undefined ? {} : { trouble }),
      },
    ];
  });
  if (late.length === 0) return undefined;
  const { named, more } = nameSome(late);
  return { code: 'logout_unconfirmed', apps: named, more };
}

function findBrokenKeys(deps: Dependencies): AlarmFacts | undefined {
  const broken = deps.signingKeys.listBroken();
  if (broken.length === 0) return undefined;
  return {
    code: 'signing_key_broken',
    files: broken.map(({ fileName, trouble }) => ({ name: fileName, trouble })),
    signs: broken.some(({ signs }) => signs),
  };
}

function findIssuer(deps: Dependencies): AlarmFacts | undefined {
  const lost = findLostIssuer(deps);
  if (!lost) return undefined;
  const { named, more } = nameSome(lost.apps);
  return { code: 'issuer_lost', apps: named, more, issuer: lost.issuer };
}
