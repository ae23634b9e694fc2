import type { AppFields, AppKind, OidcClient, Tells } from '../../shared/model/app.ts';
import { readLines } from './read-lines.ts';

/** An app as it stands in a form: lists are one item a line. */
export interface AppDraft {
  readonly name: string;
  readonly url: string;
  readonly upstream: string;
  readonly plainHttp: boolean;
  readonly upstreamCertificate: AppFields['upstreamCertificate'];
  readonly foreignAuthorization: AppFields['foreignAuthorization'];
  readonly background: string;
  /** Ids. */
  readonly groups: readonly string[];
  /** Signs people in by OpenID Connect. */
  readonly openid: boolean;
  readonly redirectUris: string;
  readonly postLogoutRedirectUris: string;
  readonly backchannelLogoutUri: string;
  readonly public: boolean;
  readonly deviceFlow: boolean;
  /** Says in its answers whom it takes the person for. */
  readonly tells: boolean;
  readonly tellsFrom: 'cookie' | 'header';
  readonly tellsName: string;
  readonly tellsIs: Tells['is'];
}

export const emptyDraft: AppDraft = {
  name: '',
  url: '',
  upstream: '',
  plainHttp: false,
  upstreamCertificate: 'verify',
  foreignAuthorization: 'refuse',
  background: '',
  groups: [],
  openid: false,
  redirectUris: '',
  postLogoutRedirectUris: '',
  backchannelLogoutUri: '',
  public: false,
  deviceFlow: false,
  tells: false,
  tellsFrom: 'cookie',
  tellsName: '',
  tellsIs: 'name',
};

export function draftOf(app: AppFields): AppDraft {
  const { oidc, tells } = app;
  return {
    ...emptyDraft,
    name: app.name,
    url: app.url,
    upstream: app.upstream,
    plainHttp: app.plainHttp,
    upstreamCertificate: app.upstreamCertificate,
    foreignAuthorization: app.foreignAuthorization,
    background: app.backgroundPaths.join('\n'),
    groups: app.groups,
    ...(oidc === undefined
      ? {}
      : {
          openid: true,
          redirectUris: oidc.redirectUris.join('\n'),
          postLogoutRedirectUris: oidc.postLogoutRedirectUris.join('\n'),
          backchannelLogoutUri: oidc.backchannelLogoutUri ?? '',
          public: oidc.public,
          deviceFlow: oidc.deviceFlow,
        }),
    ...(tells === undefined
      ? {}
      : { tells: true, tellsFrom: tells.from, tellsName: tells.name, tellsIs: tells.is }),
  };
}

/** Reached over plain HTTP, as typed. */
export function isPlain(draft: Pick<AppDraft, 'url'>): boolean {
  return /^http:/i.test(draft.url.trim());
}

/** What the form says, in the authority's words. What does not concern the kind of app is left out. */
export function fieldsOf(
  kind: AppKind,
  draft: AppDraft,
): Omit<AppFields, 'kind' | 'upstream'> & { upstream?: string } {
  const withPages = kind !== 'oidc';
  const upstream = draft.upstream.trim();
  const oidc = withPages && !draft.openid ? undefined : oidcOf(draft);
  return {
    name: draft.name.trim(),
    url: draft.url.trim(),
    ...(withPages && upstream !== '' ? { upstream } : {}),
    plainHttp: isPlain(draft) && draft.plainHttp,
    upstreamCertificate: draft.upstreamCertificate,
    foreignAuthorization: draft.foreignAuthorization,
    backgroundPaths: readLines(draft.background),
    groups: [...draft.groups],
    ...(oidc === undefined ? {} : { oidc }),
    ...(withPages && draft.tells
      ? { tells: { from: draft.tellsFrom, name: draft.tellsName.trim(), is: draft.tellsIs } }
      : {}),
  };
}

function oidcOf(draft: AppDraft): OidcClient {
  const backchannelLogoutUri = draft.backchannelLogoutUri.trim();
  return {
    redirectUris: readLines(draft.redirectUris),
    postLogoutRedirectUris: readLines(draft.postLogoutRedirectUris),
    ...(backchannelLogoutUri === '' ? {} : { backchannelLogoutUri }),
    public: draft.public,
    deviceFlow: draft.deviceFlow,
  };
}
