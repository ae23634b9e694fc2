import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  backgroundPathsSchema,
  foreignAuthorizationSchema,
  proxySchema,
  tellsSchema,
  type AppView,
  type OidcClient,
  type Proxy,
  type Tells,
} from '../../../../shared/model/app.ts';
import type { ControlClient } from '../../endpoints/control/control-server.ts';
import { getGroupsByName } from './find-by-name.ts';
import { collectText } from './option-values.ts';

/** What `app add` and `app set` take alike. What takes a list may be repeated, and replaces what there was. */
export interface AppFlags {
  readonly upstream?: string;
  readonly upstreamAnyCertificate?: boolean;
  readonly allowPlainHttp?: true;
  readonly foreignAuthorization?: AppView['foreignAuthorization'];
  /** False: none. So with the others that can be taken away. */
  readonly background?: string[] | boolean;
  readonly group?: readonly string[];
  readonly groups?: boolean;
  readonly redirectUri?: readonly string[];
  readonly postLogoutRedirectUri?: readonly string[] | boolean;
  readonly backchannelLogoutUri?: string | boolean;
  readonly public?: boolean;
  readonly deviceFlow?: boolean;
  readonly tells?: Tells | boolean;
}

export function withAppOptions(command: Command): Command {
  return command
    .option('--upstream <url>', 'where its proxy, or the gateway, finds the app itself')
    .option('--upstream-any-certificate', 'take any certificate of an https upstream')
    .option('--allow-plain-http', 'take an http address, where anybody on the network can copy the cookie')
    .addOption(
      new Option(
        '--foreign-authorization <rule>',
        'what to do with an Authorization header of the app itself',
      ).choices(foreignAuthorizationSchema.options),
    )
    .addOption(
      new Option(
        '--background <path...>',
        'paths that its pages ask for by themselves, such as /api/poll or /socket.io/*: no use by the person',
      ).argParser(collectPath),
    )
    .option('--group <name>', 'a group whose members may enter, instead of everybody', collectText)
    .option('--redirect-uri <uri>', 'where people come back to (OpenID Connect)', collectText)
    .option('--post-logout-redirect-uri <uri>', 'where they go after signing out', collectText)
    .option('--backchannel-logout-uri <uri>', 'where the app is told of ended sessions')
    .option('--public', 'a program that cannot keep a secret: PKCE only')
    .option('--device-flow', 'may sign in by a code on another device')
    .option(
      '--tells <from:name:is>',
      'where the app says whom it takes the person for, such as cookie:user_id:email; what it holds: name, email or sub',
      decodeTells,
    );
}

/** What only `set` has: the ways back. */
export function withTakingAway(command: Command): Command {
  return command
    .option('--no-upstream-any-certificate', 'its certificate must be trusted')
    .option('--no-background', 'every request is a use by the person')
    .option('--no-groups', 'everybody may enter')
    .option('--no-post-logout-redirect-uri', 'nowhere in particular')
    .option('--no-backchannel-logout-uri', 'the app is not told of ended sessions')
    .option('--no-public', 'it keeps a secret')
    .option('--no-device-flow', 'not by a code on another device')
    .option('--no-oidc', 'it does not sign people in by OpenID Connect any more')
    .option('--no-tells', 'it does not say whom it takes the person for');
}

export function proxyOption(): Option {
  return new Option('--proxy <proxy>', 'the proxy to print the configuration for').choices(
    proxySchema.options,
  );
}

export interface ProxyFlag {
  readonly proxy?: Proxy;
}

/** The fields that the flags name, without those about OpenID Connect. */
export async function fieldsOfFlags(client: ControlClient, flags: AppFlags) {
  const groups = flags.group === undefined ? [] : await getGroupsByName(client, flags.group);
  return {
    ...(flags.upstream === undefined ? {} : { upstream: flags.upstream }),
    ...(flags.upstreamAnyCertificate === undefined
      ? {}
      : {
          upstreamCertificate: flags.upstreamAnyCertificate ? ('any' as const) : ('verify' as const),
        }),
    ...(flags.allowPlainHttp === undefined ? {} : { plainHttp: true }),
    ...(flags.foreignAuthorization === undefined ? {} : { foreignAuthorization: flags.foreignAuthorization }),
    ...(Array.isArray(flags.background) ? { backgroundPaths: flags.background } : {}),
    ...(flags.background === false ? { backgroundPaths: [] } : {}),
    ...(flags.group === undefined && flags.groups !== false ? {} : { groups: groups.map(({ id }) => id) }),
    ...(typeof flags.tells === 'object' ? { tells: flags.tells } : {}),
  };
}

const noClient: OidcClient = {
  redirectUris: [],
  postLogoutRedirectUris: [],
  public: false,
  deviceFlow: false,
};

/** @returns the client with what the flags name; undefined when they name nothing of it */
export function clientOfFlags(flags: AppFlags, before: OidcClient = noClient): OidcClient | undefined {
  const { redirectUri, postLogoutRedirectUri, backchannelLogoutUri, deviceFlow } = flags;
  const isNamed = (value: unknown): boolean => value !== undefined && value !== true;
  const named =
    [redirectUri, postLogoutRedirectUri, backchannelLogoutUri].some(isNamed) ||
    deviceFlow !== undefined ||
    flags.public !== undefined;
  if (!named) return undefined;
  const { backchannelLogoutUri: knownUri, ...known } = before;
  const backchannel = typeof backchannelLogoutUri === 'string' ? backchannelLogoutUri : knownUri;
  return {
    ...known,
    ...(redirectUri === undefined ? {} : { redirectUris: [...redirectUri] }),
    ...(Array.isArray(postLogoutRedirectUri)
      ? { postLogoutRedirectUris: postLogoutRedirectUri as string[] }
      : {}),
    ...(postLogoutRedirectUri === false ? { postLogoutRedirectUris: [] } : {}),
    ...(backchannelLogoutUri === false || backchannel === undefined
      ? {}
      : { backchannelLogoutUri: backchannel }),
    ...(flags.public === undefined ? {} : { public: flags.public }),
    ...(deviceFlow === undefined ? {} : { deviceFlow }),
  };
}

/** May be given several times. */
function collectPath(text: string, before: unknown): string[] {
  if (!backgroundPathsSchema.element.safeParse(text).success) {
    throw new InvalidArgumentError('A path such as /api/poll or /socket.io/*.');
  }
  return [...(Array.isArray(before) ? (before as string[]) : []), text];
}

/** `cookie:user_id:email` */
function decodeTells(text: string): Tells {
  const [, from, name, is] = /^([^:]*):(.*):([^:]*)$/.exec(text) ?? [];
  const parsed = tellsSchema.safeParse({ from, name, is });
  if (!parsed.success) {
    throw new InvalidArgumentError('Such as cookie:user_id:email, header:X-User:name or header:X-Sub:sub.');
  }
  return parsed.data;
}
