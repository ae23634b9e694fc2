import { errorCatalogue } from '../../../shared/errors.ts';
import { listFoundWays } from '../../../shared/model/held.ts';
import type { AlarmFact } from './alarm-watch.ts';
import { clockTime, listSome } from './attention-words.ts';
import type { Dependencies } from './dependencies.ts';

/** An app that took somebody for somebody else is worth a look for so long. */
const mismatchShownMs = 3600 * 1000;

/** What the admin should know about apps: ways around Rollcall, a gateway that is not heard, two people in one device. */
export function listAppAttention(
  deps: Dependencies,
  now: number,
): Partial<Record<AlarmFact['code'], string | undefined>> {
  return {
    app_bypassable: describeBypassable(deps),
    gateway_not_listening: describeGateway(deps),
    identity_mismatch: describeMismatch(deps, now),
  };
}

/** What the check found. What an admin lets pass by a setting stands at the app, and is no alarm. */
function describeBypassable(deps: Dependencies): string | undefined {
  const apps = deps.apps.list().filter((app) => listFoundWays(app).length > 0);
  const [first] = apps;
  if (!first) return undefined;
  const [way] = listFoundWays(first);
  const bad = first.check?.findings.find(({ code, result }) => code === way && result === 'bad');
  const names = listSome(
    apps.map(({ name }) => name),
    ', ',
  );
  return `The last check found a way around Rollcall: ${names}. ${bad?.sentence ?? ''} ${bad?.fix ?? ''} Then check again.`;
}

function describeGateway(deps: Dependencies): string | undefined {
  const silent = deps.apps.list().flatMap(({ id, name, url }) => {
    const why = deps.gateway.notListening(id);
    if (!why) return [];
    const holder = why.data?.['holder'];
    const by = typeof holder === 'string' ? ` It is held by ${holder}.` : '';
    return [`${name} at ${url}: ${errorCatalogue[why.code].sentence}${by}`];
  });
  if (silent.length === 0) return undefined;
  return `Nobody can reach these apps through the gateway. ${listSome(silent, ' ')} Free the port, or give the app another one; Rollcall tries again by itself.`;
}

function describeMismatch(deps: Dependencies, now: number): string | undefined {
  const found = deps.apps.list().flatMap(({ name, mismatch, tells }) => {
    if (!mismatch || now - mismatch.at > mismatchShownMs) return [];
    // Whoever has the browser can write into its cookies what they like.
    const by = tells?.from === 'cookie' ? ', by what the browser’s cookie said' : '';
    return [`${name} took ${mismatch.user} for “${mismatch.app}” (${clockTime(mismatch.at)}${by})`];
  });
  if (found.length === 0) return undefined;
  return `An app and Rollcall take one device for two different people: ${listSome(found, ', ')}. Somebody may be signed in to the app itself with another account: let the app sign people in by Rollcall only, or give both the same name there.`;
}
