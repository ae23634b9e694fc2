import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { AppFields, OidcClient } from '../../../shared/model/app.ts';
import type { Network } from './dependencies.ts';

export type AppFieldRefusal = Refusal<
  | 'app_name_taken'
  | 'app_url_invalid'
  | 'app_url_taken'
  | 'app_plain_http'
  | 'app_redirect_invalid'
  | 'app_oidc_missing'
  | 'app_host_unknown'
  | 'group_not_found'
>;

/** What the fields of an app are held against. */
export interface AppSurroundings {
  readonly apps: { list(): readonly { readonly id: string; readonly name: string; readonly url: string }[] };
  readonly groups: { list(): readonly { readonly id: string }[] };
  readonly network: Pick<Network, 'origins' | 'hosts'>;
}

/**
 * What the admin typed about an app, checked as a whole and in the one form it is kept in.
 *
 * @param ownId of the app that is changed: its own name and address are not taken
 */
export function decodeAppFields(
  deps: AppSurroundings,
  fields: AppFields,
  ownId?: string,
): { ok: true; fields: AppFields } | AppFieldRefusal {
  const noPages = fields.kind === 'oidc' && fields.url === '';
  const url = noPages ? '' : decodeOrigin(fields.url);
  const upstream = decodeOrigin(fields.upstream);
  if (url === undefined || upstream === undefined) return refuse('app_url_invalid');
  const plainHttp = url.startsWith('http:');
  if (plainHttp && fields.kind === 'gateway') {
    return refuse('app_url_invalid', { detail: 'the gateway speaks https only' });
  }
  if (plainHttp && !fields.plainHttp) return refuse('app_plain_http');
  if (fields.kind === 'gateway' && !isOwnHost(deps, url)) return refuse('app_host_unknown');
  const ways = fields.oidc && (fields.oidc.redirectUris.length > 0 || fields.oidc.deviceFlow);
  if ((fields.kind === 'oidc' || fields.oidc) && !ways) return refuse('app_oidc_missing');

  const others = deps.apps.list().filter(({ id }) => id !== ownId);
  const name = fields.name.normalize('NFKC');
  const folded = name.toLowerCase();
  if (others.some((app) => app.name.toLowerCase() === folded)) return refuse('app_name_taken');
  if ((url !== '' && others.some((app) => app.url === url)) || deps.network.origins().includes(url)) {
    return refuse('app_url_taken');
  }
  const missing = fields.groups.find((id) => !deps.groups.list().some((group) => group.id === id));
  if (missing !== undefined) return refuse('group_not_found', { data: { id: missing } });
  const oidc = fields.oidc && decodeOidcClient(fields.oidc, plainHttp);
  if (oidc?.ok === false) return oidc;
  const groups = [...new Set(fields.groups)];
  return { ok: true, fields: { ...fields, name, url, upstream, plainHttp, groups, oidc: oidc?.client } };
}

/** An address as the admin types it: scheme, host and port count; a path does not, and is refused. */
function decodeOrigin(text: string): string | undefined {
  const url = decodeWebAddress(text);
  if (!url) return undefined;
  return (url.pathname === '/' || url.pathname === '') && url.search === '' ? url.origin : undefined;
}

function decodeWebAddress(text: string): URL | undefined {
  if (!URL.canParse(text.trim())) return undefined;
  const url = new URL(text.trim());
  const web = url.protocol === 'https:' || url.protocol === 'http:';
  return web && url.username === '' && url.password === '' && url.hash === '' ? url : undefined;
}

/** The gateway listens on this computer, under a name that its certificate can have. */
function isOwnHost(deps: AppSurroundings, origin: string): boolean {
  const { hostname } = new URL(origin);
  return [...deps.network.hosts()].some((host) => new URL(`https://${host}`).hostname === hostname);
}

function decodeOidcClient(
  client: OidcClient,
  plainHttp: boolean,
): { ok: true; client: OidcClient } | Refusal<'app_redirect_invalid'> {
  const all = [
    ...client.redirectUris,
    ...client.postLogoutRedirectUris,
    ...(client.backchannelLogoutUri === undefined ? [] : [client.backchannelLogoutUri]),
  ];
  for (const address of all) {
    const native = client.public && /^[a-z][a-z0-9+.-]*\.[a-z0-9+.-]*:\/?[^#*]*$/.test(address);
    if (native) continue;
    const url = decodeWebAddress(address);
    const local = url && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
    if (!url || address.includes('*') || (url.protocol === 'http:' && !plainHttp && !local)) {
      return refuse('app_redirect_invalid', { data: { address } });
    }
  }
  return { ok: true, client };
}
