import type { AppKind, AppView } from '../../shared/model/app.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { Status } from '../../shared/model/status.ts';
import type { AppDraft } from './app-draft.ts';
import { readOrigin, type AppField } from './check-draft.ts';
import { readLines } from './read-lines.ts';

/** As the authority says it. */
export type AppFault =
  'app_name_taken' | 'app_url_invalid' | 'app_url_taken' | 'app_plain_http' | 'app_oidc_missing';

/** What a draft is held against. */
export interface DraftSurroundings {
  readonly apps: ReadonlyMap<string, AppView>;
  readonly status: Pick<Status, 'origin' | 'https'>;
  readonly settings: { readonly network: Pick<Settings['network'], 'names'> };
}

/**
 * Everything that the console knows the authority would refuse, so that it is said at once and not one after the other.
 *
 * @param ownId of the app that is changed: its own name and address are not taken
 */
export function findFaults(
  kind: AppKind,
  draft: AppDraft,
  around: DraftSurroundings,
  ownId?: string,
): Partial<Record<AppField, AppFault>> {
  const faults: Partial<Record<AppField, AppFault>> = {};
  const others = [...around.apps.values()].filter(({ id }) => id !== ownId);
  const name = draft.name.trim().normalize('NFKC').toLowerCase();
  if (others.some((app) => app.name.toLowerCase() === name)) faults.name = 'app_name_taken';

  const url = draft.url.trim() === '' ? '' : readOrigin(draft.url);
  const isPlain = url?.startsWith('http:') === true;
  if (url === undefined || (isPlain && kind === 'gateway')) faults.url = 'app_url_invalid';
  else if (url !== '' && (others.some((app) => app.url === url) || isOwn(kind, url, around))) {
    faults.url = 'app_url_taken';
  }
  if (isPlain && kind !== 'gateway' && !draft.plainHttp) faults.plainHttp = 'app_plain_http';

  const isOpenid = kind === 'oidc' || draft.openid;
  if (kind !== 'oidc' && draft.upstream.trim() !== '' && readOrigin(draft.upstream) === undefined) {
    faults.upstream = 'app_url_invalid';
  }
  if (isOpenid && !draft.deviceFlow && readLines(draft.redirectUris).length === 0) {
    faults.redirectUris = 'app_oidc_missing';
  }
  return faults;
}

/** People find Rollcall there. On its port the gateway may have a name of its own. */
function isOwn(kind: AppKind, origin: string, { status, settings }: DraftSurroundings): boolean {
  if (kind !== 'gateway') return status.https.includes(origin);
  const own = new URL(status.origin);
  const { hostname, port } = new URL(origin);
  return port === own.port && (hostname === own.hostname || !settings.network.names.includes(hostname));
}
