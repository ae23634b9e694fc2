import type { Refusal } from '../../../shared/errors.ts';
import { Batch } from '../base/storage/batch.ts';
import type { Dependencies } from './dependencies.ts';
import { isoTime } from './show.ts';

/** The issuer by the addresses of now. */
export function issuerNow(deps: Pick<Dependencies, 'network'>): string {
  return `${deps.network.origin()}/oidc`;
}

/**
 * The first app of OpenID Connect fixes the issuer: apps keep it in their own settings, so it must not move by itself
 * when an address changes.
 */
export function stageIssuer(deps: Dependencies, batch: Batch, actor: string): void {
  const settings = deps.settings.current();
  if (settings.oidc.issuer !== '') return;
  const issuer = issuerNow(deps);
  deps.settings.put(batch, {
    ...settings,
    revision: settings.revision + 1,
    oidc: { ...settings.oidc, issuer },
  });
  deps.audit.append(batch, {
    at: deps.clock.now(),
    action: 'oidc.issuer_set',
    actor,
    subject: issuer,
  });
}

/** The issuer becomes the one by the addresses of now: every app of OpenID Connect has to be told, and signs in anew. */
export async function moveIssuer(
  deps: Dependencies,
  actor: string,
): Promise<{ ok: true; issuer: string; apps: string[] } | Refusal<'store_unavailable'>> {
  const settings = deps.settings.current();
  const issuer = issuerNow(deps);
  const apps = listOidcApps(deps);
  if (settings.oidc.issuer === issuer) return { ok: true, issuer, apps };
  const batch = new Batch();
  deps.settings.put(batch, {
    ...settings,
    revision: settings.revision + 1,
    oidc: { ...settings.oidc, issuer },
  });
  deps.oidcArtifacts.clear(batch);
  deps.audit.append(batch, {
    at: deps.clock.now(),
    action: 'oidc.issuer_set',
    actor,
    subject: issuer,
    data: { from: settings.oidc.issuer, apps },
  });
  const committed = await deps.database.commit(batch);
  if (!committed.ok) return committed;
  await deps.settings.fileWritten();
  return { ok: true, issuer, apps };
}

/** What the console shows of OpenID Connect. */
export function showIssuer(deps: Dependencies): {
  issuer: string;
  issuerNow: string;
  keys: { id: string; algorithm: string; createdAt: string; signs: boolean }[];
  apps: string[];
} {
  return {
    issuer: deps.settings.current().oidc.issuer,
    issuerNow: issuerNow(deps),
    keys: deps.signingKeys.list().map(({ id, algorithm, createdAt, signs }) => ({
      id,
      algorithm,
      createdAt: isoTime(createdAt),
      signs,
    })),
    apps: listOidcApps(deps),
  };
}

/** The issuer, when it is no longer an address of this computer and apps look for it there. */
export function findLostIssuer(
  deps: Pick<Dependencies, 'settings' | 'network' | 'apps'>,
): { readonly issuer: string; readonly apps: readonly string[] } | undefined {
  const { issuer } = deps.settings.current().oidc;
  const apps = listOidcApps(deps);
  if (issuer === '' || apps.length === 0) return undefined;
  return deps.network.origins().includes(new URL(issuer).origin) ? undefined : { issuer, apps };
}

function listOidcApps(deps: Pick<Dependencies, 'apps'>): string[] {
  return deps.apps
    .list()
    .filter(({ oidc }) => oidc)
    .map(({ name }) => name);
}
