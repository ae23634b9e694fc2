import type { AppKind } from '../../shared/model/app.ts';
import type { CommandFailure } from '../authority/command-failure.ts';
import { isPlain, type AppDraft } from './app-draft.ts';
import { addressesMax, findBadPath, readLines } from './read-lines.ts';

/** The field of a form that a failure is about. */
export type AppField =
  | 'name'
  | 'url'
  | 'upstream'
  | 'plainHttp'
  | 'groups'
  | 'redirectUris'
  | 'postLogoutRedirectUris'
  | 'backchannelLogoutUri';

/** As the contract has it. */
const headerOrCookieName = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/;

export function isNameOfCookie(text: string): boolean {
  return headerOrCookieName.test(text.trim());
}

/** Can it be sent? What only the authority knows, such as an address that is taken, it says by itself. */
export function isComplete(kind: AppKind, draft: AppDraft): boolean {
  return (
    draft.name.trim() !== '' &&
    (draft.url.trim() !== '' || kind === 'oidc') &&
    findBadPath(draft.background) === undefined &&
    readLines(draft.redirectUris).length <= addressesMax &&
    readLines(draft.postLogoutRedirectUris).length <= addressesMax &&
    (!draft.tells || isNameOfCookie(draft.tellsName))
  );
}

/** Where the answer of the authority belongs; undefined: to the form as a whole. */
export function findField(
  failure: CommandFailure | undefined,
  kind: AppKind,
  draft: AppDraft,
): AppField | undefined {
  switch (failure?.code) {
    case 'app_name_taken':
      return 'name';
    case 'app_url_invalid':
      return kind !== 'oidc' && readOrigin(draft.url) !== undefined && !(kind === 'gateway' && isPlain(draft))
        ? 'upstream'
        : 'url';
    case 'app_upstream_own':
      return 'upstream';
    case 'app_url_taken':
    case 'app_host_unknown':
    case 'port_busy':
    case 'port_forbidden':
    case 'address_missing':
      return 'url';
    case 'app_plain_http':
      return 'plainHttp';
    case 'group_not_found':
      return 'groups';
    case 'app_oidc_missing':
      return 'redirectUris';
    case 'app_redirect_invalid':
      return findAddress(String(failure.data['address']), draft);
    case 'app_logout_uri_invalid':
      return 'backchannelLogoutUri';
    default:
      return undefined;
  }
}

function findAddress(address: string, draft: AppDraft): AppField {
  return readLines(draft.postLogoutRedirectUris).includes(address)
    ? 'postLogoutRedirectUris'
    : 'redirectUris';
}

/** An address with nothing after host and port, in the form it is kept in. As the authority has it. */
export function readOrigin(text: string): string | undefined {
  if (!URL.canParse(text.trim())) return undefined;
  const { protocol, username, password, pathname, search, hash, origin } = new URL(text.trim());
  const isBare = pathname === '/' && [username, password, search, hash].every((part) => part === '');
  return /^https?:$/.test(protocol) && isBare ? origin : undefined;
}
