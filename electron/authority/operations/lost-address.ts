import type { ToMend } from '../../../shared/model/status.ts';
import { Batch } from '../base/storage/batch.ts';
import type { GivenHost } from '../records/install/given-host.ts';
import type { Dependencies } from './dependencies.ts';
import { isoTime } from './show.ts';

/** More than anybody mends at once. */
const lostMax = 10;

export type LostAddressDependencies = Pick<
  Dependencies,
  'apps' | 'clock' | 'database' | 'network' | 'settings'
> & {
  readonly givenHost: GivenHost;
};

/**
 * Remembers the host that links use, and that an earlier one is no longer there. While this computer has no address on the
 * network nothing is said: a cable that was pulled out is no new address.
 */
export async function noteGivenHost(deps: LostAddressDependencies): Promise<void> {
  const host = new URL(deps.network.origin()).hostname;
  if (isLocal(host)) return;
  const hosts = new Set(deps.network.origins().map((origin) => new URL(origin).hostname));
  const now = deps.clock.now();
  const before = deps.givenHost.find() ?? { host, from: 0, lost: [] };
  const lost = before.lost.filter(({ address }) => !hosts.has(address));
  if (!hosts.has(before.host)) lost.unshift({ address: before.host, from: before.from, since: now });
  const from = host === before.host ? before.from : now;
  const next = { host, from, lost: lost.slice(0, lostMax) };
  if (JSON.stringify(next) === JSON.stringify(deps.givenHost.find())) return;
  const batch = new Batch();
  deps.givenHost.put(batch, next);
  // Refused by the disk: tried again in the next round.
  await deps.database.commit(batch);
}

/**
 * What still carries an address that is gone. A proxy that has asked since then was mended: it cannot have asked
 * under that one.
 */
export function listToMend(deps: LostAddressDependencies): ToMend {
  const lost = deps.givenHost.find()?.lost ?? [];
  const [last] = lost;
  if (last === undefined) return { apps: [] };
  const isLost = (url: string): boolean =>
    URL.canParse(url) && lost.some(({ address }) => new URL(url).hostname === address);
  const issuerIsLost = isLost(deps.settings.current().oidc.issuer);
  const apps = deps.apps.list().flatMap((app): ToMend['apps'] => {
    const item = (what: ToMend['apps'][number]['what']): ToMend['apps'] => [
      { id: app.id, name: app.name, what },
    ];
    if (isLost(app.url)) return item('url');
    if (isLost(app.upstream)) return item('upstream');
    if (app.kind === 'oidc' && issuerIsLost) return item('issuer');
    // Its proxy asked, or its snippet was made, under the host that links had then.
    const rightAt = Math.max(app.createdAt, app.lastUsedAt ?? 0);
    const asksUnderLost = lost.some(({ from, since }) => from <= rightAt && rightAt <= since);
    return app.kind === 'forward-auth' && asksUnderLost ? item('snippet') : [];
  });
  return apps.length === 0 ? { apps } : { lost: { address: last.address, since: isoTime(last.since) }, apps };
}

function isLocal(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}
