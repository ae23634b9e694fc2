import type { AlarmFacts } from '../../../shared/model/alarm-facts.ts';
import { listFoundWays } from '../../../shared/model/held.ts';
import type { Dependencies } from './dependencies.ts';
import { nameSome } from './name-some.ts';
import { isoTime } from './show.ts';

/** An app that took somebody for somebody else is worth a look for so long. */
const mismatchShownMs = 3600 * 1000;

/** What the admin should know about apps: ways around Rollcall, a gateway that is not heard, two people in one device. */
export function listAppAttention(deps: Dependencies, now: number): (AlarmFacts | undefined)[] {
  return [findBypassable(deps), findSilentGateway(deps), findMismatch(deps, now)];
}

/** What the check found. What an admin lets pass by a setting stands at the app, and is no alarm. */
function findBypassable(deps: Dependencies): AlarmFacts | undefined {
  const apps = deps.apps.list().filter((app) => listFoundWays(app).length > 0);
  const [first] = apps;
  if (!first) return undefined;
  const [way] = listFoundWays(first);
  const finding = first.check?.findings.find(({ code, result }) => code === way && result === 'bad');
  const { named, more } = nameSome(apps.map(({ name }) => name));
  return { code: 'app_bypassable', apps: named, more, ...(finding === undefined ? {} : { finding }) };
}

function findSilentGateway(deps: Dependencies): AlarmFacts | undefined {
  const silent = deps.apps.list().flatMap(({ id, name, url }) => {
    const refusal = deps.gateway.notListening(id);
    if (!refusal) return [];
    const holder = refusal.data?.['holder'];
    return [{ name, url, why: refusal.code, ...(typeof holder === 'string' ? { holder } : {}) }];
  });
  if (silent.length === 0) return undefined;
  const { named, more } = nameSome(silent);
  return { code: 'gateway_not_listening', apps: named, more };
}

function findMismatch(deps: Dependencies, now: number): AlarmFacts | undefined {
  const found = deps.apps.list().flatMap(({ name, mismatch, tells }) => {
    if (!mismatch || now - mismatch.at > mismatchShownMs) return [];
    const { user, app: other, at } = mismatch;
    // Whoever has the browser can write into its cookies what they like.
    return [{ app: name, user, other, at: isoTime(at), byCookie: tells?.from === 'cookie' }];
  });
  if (found.length === 0) return undefined;
  const { named, more } = nameSome(found);
  return { code: 'identity_mismatch', found: named, more };
}
