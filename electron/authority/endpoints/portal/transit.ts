import { refuse, type Refusal } from '../../../../shared/errors.ts';
import type { Dependencies } from '../../operations/dependencies.ts';
import { checkReturnAddress } from '../../operations/app-tickets.ts';
import { findInteraction } from '../../operations/oidc-interaction.ts';
import type { App } from '../../records/apps/apps.ts';

/**
 * Where somebody who signs in wants to go, as it travels through links and hidden fields: an address of an app, with
 * the state that binds the ticket to this browser there, or a page of the portal.
 */
export interface Transit {
  readonly app?: string;
  readonly state?: string;
  readonly return_to?: string;
}

export type Destination =
  | { readonly kind: 'app'; readonly app: App; readonly stateHash: string; readonly returnTo: string }
  /** An app of OpenID Connect that waits; `fresh`: it wants the person to sign in even if somebody is signed in. */
  | { readonly kind: 'oidc'; readonly app: App; readonly path: string; readonly fresh: boolean }
  | { readonly kind: 'portal'; readonly path: string };

export const transitFields = ['app', 'state', 'return_to'] as const;

const stateShape = /^[A-Za-z0-9_-]{43}$/;
const pathMax = 2048;
const startPath = '/devices';

/** Only the portal itself and registered apps are places to return to. */
export function decodeDestination(
  deps: Pick<Dependencies, 'apps' | 'network' | 'oidcArtifacts' | 'clock'>,
  source: unknown,
): { ok: true; destination: Destination; transit: Transit } | Refusal<'return_address_refused'> {
  const fields = source as Readonly<Record<string, unknown>>;
  const [appId, state, returnTo] = transitFields.map((name) => fields[name]);
  if (appId === undefined && state === undefined) {
    const path = portalPath(deps, returnTo);
    if (path === undefined) return refuse('return_address_refused');
    const interaction = findInteraction(deps, interactionOf(path) ?? '', undefined);
    if (interaction) {
      const { app, signInAfter } = interaction;
      const fresh = signInAfter !== undefined;
      return {
        ok: true,
        destination: { kind: 'oidc', app, path, fresh },
        transit: { return_to: path },
      };
    }
    return {
      ok: true,
      destination: { kind: 'portal', path },
      transit: path === startPath ? {} : { return_to: path },
    };
  }
  if (typeof appId !== 'string' || typeof state !== 'string' || !stateShape.test(state)) {
    return refuse('return_address_refused');
  }
  const app = deps.apps.find(appId);
  const address = app && typeof returnTo === 'string' ? checkReturnAddress(app, returnTo) : undefined;
  if (!app || address === undefined) return refuse('return_address_refused');
  return {
    ok: true,
    destination: { kind: 'app', app, stateHash: state, returnTo: address },
    transit: { app: app.id, state, return_to: address },
  };
}

/** The app that waits behind this path of the portal, if one does. */
function interactionOf(path: string | undefined): string | undefined {
  return /^\/oidc\/interaction\/([\w-]{20,64})$/.exec(path ?? '')?.[1];
}

/** Where somebody goes who does not want to sign in after all: an app that waits is told so. */
export function cancelLink(transit: Transit): string {
  return interactionOf(transit.return_to) === undefined
    ? linkWith('/sign-in', transit, { again: '1', cancelled: '1' })
    : `${transit.return_to ?? ''}/cancel`;
}

/** A path of the portal as browsers write it; undefined when it leads anywhere else. */
function portalPath(deps: Pick<Dependencies, 'network'>, returnTo: unknown): string | undefined {
  if (returnTo === undefined || returnTo === '') return startPath;
  if (typeof returnTo !== 'string' || returnTo.length > pathMax || !/^\/(?![/\\])/.test(returnTo))
    return undefined;
  const origin = deps.network.origin();
  if (!URL.canParse(returnTo, origin)) return undefined;
  const url = new URL(returnTo, origin);
  const path = `${url.pathname}${url.search}${url.hash}`;
  return url.origin === origin && !path.startsWith('//') ? path : undefined;
}

/** A link inside the portal that keeps where the person wants to go. */
export function linkWith(
  path: string,
  transit: Transit,
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({ ...transit, ...more }).toString();
  return query === '' ? path : `${path}?${query}`;
}
