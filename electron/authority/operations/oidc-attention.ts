import type { AlarmFact } from './alarm-watch.ts';
import { dayAndTime, listSome } from './attention-words.ts';
import type { Dependencies } from './dependencies.ts';
import { findLostIssuer } from './oidc-issuer.ts';

/** An app that is restarted is back by then. */
const unconfirmedMs = 30_000;

/** What the admin should know about OpenID Connect: apps that did not confirm an end, keys, an issuer nobody finds. */
export function listOidcAttention(
  deps: Dependencies,
  now: number,
): Partial<Record<AlarmFact['code'], string | undefined>> {
  return {
    logout_unconfirmed: describeUnconfirmed(deps, now),
    signing_key_broken: describeBrokenKeys(deps),
    issuer_lost: describeIssuer(deps),
  };
}

function describeUnconfirmed(deps: Dependencies, now: number): string | undefined {
  const late = deps.logouts.listApps().flatMap((appId) => {
    const app = deps.apps.find(appId);
    const summary = deps.logouts.summarize(appId);
    if (!app || !summary || now - summary.oldestEndedAt <= unconfirmedMs) return [];
    const { count, oldestEndedAt, lastError } = summary;
    const why = lastError === undefined ? 'not asked yet' : `the app ${lastError}`;
    return [`${app.name} (${String(count)} since ${dayAndTime(oldestEndedAt)}; ${why})`];
  });
  if (late.length === 0) return undefined;
  return `Apps have not confirmed that sessions ended, so people may still be signed in there: ${listSome(late, ', ')}. Look whether the app runs and whether its address for back-channel logout is right; Rollcall goes on trying. An app that is gone for good can be removed here.`;
}

function describeBrokenKeys(deps: Dependencies): string | undefined {
  const broken = deps.signingKeys.listBroken();
  if (broken.length === 0) return undefined;
  const files = broken.map(({ fileName, trouble }) => `keys/${fileName} (${trouble})`).join(', ');
  const effect = broken.some(({ signs }) => signs)
    ? 'Until then no app of OpenID Connect lets anybody in, and none is told of ended sessions.'
    : 'It no longer signs: only what it signed in the last hour is not recognised.';
  return `A signing key of OpenID Connect cannot be read: ${files}. ${effect} Put the file back and restart Rollcall, or make a new key under Apps, OpenID Connect.`;
}

function describeIssuer(deps: Dependencies): string | undefined {
  const lost = findLostIssuer(deps);
  if (!lost) return undefined;
  return `Apps of OpenID Connect (${listSome(lost.apps, ', ')}) look for Rollcall at ${lost.issuer}, and this computer no longer has that address: nobody can sign in there. Give it the address back. Or move the issuer to the address of now, in the console under Apps or with: rollcall oidc move-issuer, and type the new issuer in each of these apps.`;
}
