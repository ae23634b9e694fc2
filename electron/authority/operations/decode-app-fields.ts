import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { AppFields, OidcClient } from '../../../shared/model/app.ts';
import type { Network } from './dependencies.ts';

export type AppFieldRefusal = Refusal<
  | 'app_name_taken'
  | 'app_url_invalid'
  | 'app_url_taken'
  | 'app_plain_http'
  | 'app_redirect_invalid'
  | 'app_logout_uri_invalid'
  | 'app_oidc_missing'
  | 'app_host_unknown'
  | 'app_upstream_own'
  | 'group_not_found'
>;

/** What the fields of an app are held against. */
export interface AppSurroundings {
  readonly apps: { list(): readonly ({ readonly id: string } & Pick<AppFields, 'name' | 'kind' | 'url'>)[] };
  readonly groups: { list(): readonly { readonly id: string }[] };
  readonly network: Network;
  readonly settings: { current(): { readonly network: { readonly names: readonly string[] } } };
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
  if (fields.kind === 'gateway' && isOwnListener(deps, upstream, [{ ...fields, url }, ...others])) {
    return refuse('app_upstream_own');
  }
  const name = fields.name.normalize('NFKC');
  const folded = name.toLowerCase();
  if (others.some((app) => app.name.toLowerCase() === folded)) return refuse('app_name_taken');
  if ((url !== '' && others.some((app) => app.url === url)) || isOwnOrigin(deps, fields.kind, url)) {
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
  // An address with a zone is no part of any address people can type.
  const own = Array.from(deps.network.hosts(), (host) => `https://${host}`).filter((text) =>
    URL.canParse(text),
  );
  return own.some((text) => new URL(text).hostname === hostname);
}

/** The gateway would ask itself, which asks itself. Its ports are the same on all addresses of this computer. */
function isOwnListener(
  deps: AppSurroundings,
  upstream: string,
  apps: readonly Pick<AppFields, 'kind' | 'url'>[],
): boolean {
  const { hostname } = new URL(upstream);
  const gatewayPorts = apps.flatMap(({ kind, url }) => (kind === 'gateway' ? portOf(url) : []));
  const ports = [...deps.network.ports(), ...gatewayPorts];
  const here = isOwnHost(deps, upstream) || loopback.test(hostname);
  return here && ports.includes(portOf(upstream));
}

/** As `URL` writes them; connections to the address of nowhere arrive here as well. */
const loopback = /^(?:127\.[\d.]+|0\.0\.0\.0|(?:.+\.)?localhost|\[::1?\]|\[::ffff:(?:7f..|0):.+\])$/;

function portOf(origin: string): number {
  const { port, protocol } = new URL(origin);
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}

/** People find the portal there. On its port the gateway may have a name of its own, never an address or the first name. */
function isOwnOrigin(deps: AppSurroundings, kind: AppFields['kind'], origin: string): boolean {
  const own = new URL(deps.network.origin());
  if (kind !== 'gateway' || origin === '') return deps.network.origins().includes(origin);
  const { hostname, port } = new URL(origin);
  return (
    port === own.port &&
    (hostname === own.hostname || !deps.settings.current().network.names.includes(hostname))
  );
}

function decodeOidcClient(
  client: OidcClient,
  plainHttp: boolean,
): { ok: true; client: OidcClient } | Refusal<'app_redirect_invalid' | 'app_logout_uri_invalid'> {
  for (const address of [...client.redirectUris, ...client.postLogoutRedirectUris]) {
    const native = client.public && /^[a-z][a-z0-9+.-]*\.[a-z0-9+.-]*:\/?[^#*]*$/.test(address);
    if (!native && !isSafeAddress(address, plainHttp)) {
      return refuse('app_redirect_invalid', { data: { address } });
    }
  }
  // Rollcall itself goes there: a scheme of the app's own leads nowhere.
  const { backchannelLogoutUri: told } = client;
  if (told !== undefined && !isSafeAddress(told, plainHttp)) {
    return refuse('app_logout_uri_invalid', { data: { address: told } });
  }
  return { ok: true, client };
}

function isSafeAddress(address: string, plainHttp: boolean): boolean {
  const url = decodeWebAddress(address);
  if (!url || address.includes('*')) return false;
  const local = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || plainHttp || local;
}
