import * as client from 'openid-client';
import { Agent, fetch } from 'undici';
import type { OidcClient } from '../../shared/model/app.ts';
import type { AuthorityProcess } from '../support/authority-process.ts';
import { readText, type Answer, type Browser } from '../support/client.ts';
import type { Control } from '../support/open-control.ts';

/** An app nobody here wrote: openid-client, configured by discovery from the issuer alone. */
export interface RelyingParty {
  readonly config: client.Configuration;
  readonly id: string;
  readonly secret: string;
  readonly redirectUri: string;
  /** Where a browser is sent to sign in, and what the app keeps meanwhile. */
  start(parameters?: Readonly<Record<string, string>>): Promise<SignInRequest>;
  /** The app takes what came back at its redirect address. */
  finish(request: SignInRequest, back: URL): Promise<Tokens>;
  /** The whole way of a browser that need not stop anywhere. */
  signIn(browser: Browser, parameters?: Readonly<Record<string, string>>): Promise<Tokens>;
}

export interface SignInRequest {
  readonly url: URL;
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

export type Tokens = Awaited<ReturnType<typeof client.authorizationCodeGrant>>;

export interface RelyingPartyOptions extends Partial<OidcClient> {
  readonly groups?: string[];
  readonly url?: string;
}

export const appRedirect = 'https://shop.example.test/callback';

/** Registers an app and configures it with what the admin copies out of its snippet, and nothing else. */
export async function addRelyingParty(
  authority: Pick<AuthorityProcess, 'ca'>,
  control: Pick<Control, 'apps' | 'oidc'>,
  name: string,
  options: RelyingPartyOptions = {},
): Promise<RelyingParty> {
  const { groups = [], url = '', ...oidc } = options;
  const { app, snippets } = await control.apps.add({
    name,
    kind: 'oidc',
    url,
    groups,
    oidc: {
      redirectUris: [appRedirect],
      postLogoutRedirectUris: [],
      public: false,
      deviceFlow: false,
      ...oidc,
    },
  });
  const text = snippets.find(({ id }) => id === 'oidc')?.text ?? '';
  const typed = (label: string): string => new RegExp(`^${label}: +(.+)$`, 'm').exec(text)?.[1] ?? '';
  if (typed('Client ID') !== app.id) throw new Error(`no client id in the snippet: ${text}`);
  return discover(authority, typed('Issuer'), app.id, typed('Client secret'), oidc);
}

/** What the app's admin types: issuer, client id, secret. */
export async function discover(
  authority: Pick<AuthorityProcess, 'ca'>,
  issuer: string,
  id: string,
  key: string,
  oidc: Partial<OidcClient> = {},
): Promise<RelyingParty> {
  const config = await client.discovery(
    new URL(issuer),
    id,
    {},
    oidc.public ? client.None() : client.ClientSecretBasic(key),
    { [client.customFetch]: trusting(authority.ca) },
  );
  const redirectUri = oidc.redirectUris?.[0] ?? appRedirect;
  const party: RelyingParty = {
    config,
    id,
    secret: key,
    redirectUri,
    async start(parameters = {}) {
      const verifier = client.randomPKCECodeVerifier();
      const state = client.randomState();
      const nonce = client.randomNonce();
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid profile email groups',
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
        ...parameters,
      });
      return { url, verifier, state, nonce };
    },
    finish: ({ verifier, state, nonce }, back) =>
      client.authorizationCodeGrant(config, back, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      }),
    async signIn(browser, parameters) {
      const request = await party.start(parameters);
      return party.finish(request, arrival(await travel(browser, request.url.href)));
    },
  };
  return party;
}

/** Asks the authority with its own CA. */
export function trusting(ca: string): client.CustomFetch {
  const dispatcher = new Agent({ connect: { ca } });
  return (url, options) =>
    fetch(url, { ...options, dispatcher } as Parameters<typeof fetch>[1]) as unknown as Promise<Response>;
}

/** Where a browser is after following every redirect: at a page of Rollcall, or back at the app. */
export type Journey =
  | { readonly at: 'page'; readonly page: Answer; readonly url: string }
  | { readonly at: 'app'; readonly url: URL };

const hopsMax = 12;

/** Goes where the answers lead, pages that go on by themselves too. @throws when that has no end */
export async function travel(browser: Browser, from: string | Answer, base?: string): Promise<Journey> {
  let url = typeof from === 'string' ? from : (base ?? '');
  let answer = typeof from === 'string' ? undefined : from;
  for (let hop = 0; hop < hopsMax; hop += 1) {
    answer ??= await browser.send(url);
    const next = answer.headers['location'] ?? refreshOf(answer);
    if (typeof next !== 'string') return { at: 'page', page: answer, url };
    const target = new URL(next, url);
    if (target.hostname.endsWith('.test')) return { at: 'app', url: target };
    url = target.href;
    answer = undefined;
  }
  throw new Error(`a redirect loop: ${url}`);
}

function refreshOf(answer: Answer): string | undefined {
  return /http-equiv="refresh" content="0;url=([^"]+)"/.exec(answer.text)?.[1]?.replaceAll('&amp;', '&');
}

export function arrival(journey: Journey): URL {
  if (journey.at === 'app') return journey.url;
  throw new Error(
    `stopped at ${journey.url}: ${String(journey.page.status)} ${readText(journey.page.text).slice(0, 600)}`,
  );
}

export function pageOf(journey: Journey): Answer {
  if (journey.at === 'page') return journey.page;
  throw new Error(`arrived at ${journey.url.href}`);
}

/** The error an app is told at its redirect address. */
export function errorAt(journey: Journey): string | null {
  return arrival(journey).searchParams.get('error');
}

/** The code of the OAuth error that the library threw. */
export async function oauthError(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    const { error: code, cause } = error as { error?: string; cause?: unknown };
    const [challenge] = Array.isArray(cause) ? (cause as { parameters?: { error?: string } }[]) : [];
    return code ?? challenge?.parameters?.error ?? String(error);
  }
  return 'none';
}
