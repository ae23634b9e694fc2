import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { Finding } from '../../../shared/model/app.ts';
import { openAddressAsker } from '../base/net/ask-address.ts';
import { Batch } from '../base/storage/batch.ts';
import type { App } from '../records/apps/apps.ts';
import { checkAround } from './check-app/check-around.ts';
import { checkFront, checkReachable } from './check-app/check-front.ts';
import { checkSettings } from './check-app/check-settings.ts';
import { isSameSetUp } from './check-app/is-same-set-up.ts';
import type { AppWire } from './check-app/looked-at.ts';
import type { Dependencies } from './dependencies.ts';
import { coverageOf } from './policies/coverage.ts';
import { isoTime } from './show.ts';

/**
 * Looks actively for ways around Rollcall, at the app's own addresses and nowhere else, and keeps what was found. Takes
 * a few seconds.
 */
export async function checkApp(
  deps: Dependencies,
  id: string,
  actor: string,
  wire: AppWire,
): Promise<{ ok: true; app: App } | Refusal<'app_not_found' | 'store_unavailable'>> {
  const looked = deps.apps.find(id);
  if (!looked) return refuse('app_not_found');
  const findings = await lookAt(deps, looked, wire);

  const now = deps.clock.now();
  const before = deps.apps.find(id);
  if (!before) return refuse('app_not_found');
  // Its address was changed meanwhile: what was found is of another one.
  if (!isSameSetUp(looked, before)) return checkApp(deps, id, actor, wire);
  const app: App = { ...before, check: { at: isoTime(now), findings } };
  const batch = new Batch();
  deps.apps.put(batch, app);
  deps.audit.append(batch, {
    at: now,
    action: 'app.checked',
    actor,
    subject: id,
    data: {
      name: app.name,
      coverage: coverageOf(app),
      bad: findings.filter(({ result }) => result === 'bad').map(({ code }) => code),
    },
  });
  const committed = await deps.database.commit(batch);
  return committed.ok ? { ok: true, app } : committed;
}

async function lookAt(deps: Dependencies, app: App, wire: AppWire): Promise<Finding[]> {
  const asker = openAddressAsker();
  const tools = { deps, wire, asker };
  try {
    const settings = checkSettings(app);
    // An app of OpenID Connect alone has pages of its own for everybody: who is in there, only it knows.
    if (app.kind === 'oidc') return [...(await checkReachable(tools, app)), ...settings];
    const [around, front] = await Promise.all([checkAround(tools, app), checkFront(tools, app)]);
    // Of one thing there is one finding: what is wrong around the front is wrong.
    const besides = new Set(around.map(({ code }) => code));
    return [...front.filter(({ code }) => !besides.has(code)), ...around, ...settings];
  } finally {
    await asker.close();
  }
}
