import type { AppCheck, AppUse, AppView, LogoutView } from '../../../../shared/model/app.ts';
import { howTested, listWaysAround } from '../../../../shared/model/held.ts';
import type { GroupView } from '../../../../shared/model/group.ts';
import { sayLogoutTrouble } from '../../../../shared/words/say-logout-trouble.ts';
import { englishTeller } from '../../operations/english-words.ts';
import { cleanText } from './clean-text.ts';
import { localTime } from './local-time.ts';
import { makeTable } from './make-table.ts';

const coverageWords = {
  every_request: 'on every request',
  sign_in_only: 'only at sign-in',
  bypassable: 'CAN BE BYPASSED',
} as const satisfies Record<AppView['coverage'], string>;

/** A promise that was not looked at says so. */
function coverageText(app: AppView): string {
  const ways = listWaysAround(app);
  const tested = howTested(app);
  return [
    app.coverage !== 'bypassable' && tested === 'unanswered'
      ? 'DID NOT ANSWER at the last test'
      : coverageWords[app.coverage],
    ...(ways.includes('foreign_authorization_passes') ? ['by its own keys'] : []),
    ...(app.plainHttp ? ['PLAIN HTTP'] : []),
    ...(tested === 'not_tested' ? ['not tested'] : []),
  ].join(', ');
}

const healthWords = {
  ok: 'works',
  unused: 'not used yet',
  not_listening: 'its port is not open',
  upstream_down: 'the app does not answer',
  logout_unconfirmed: 'sign-outs not confirmed',
} as const satisfies Record<AppView['health'], string>;

const resultWords = { good: 'good', bad: 'BAD', unknown: 'unknown' } as const;

export function makeAppTable(apps: readonly AppView[]): string {
  if (apps.length === 0) return 'No apps yet.';
  return makeTable(
    ['ID', 'APP', 'KIND', 'ADDRESS', 'CHECKED', 'STATE', 'LAST USED'],
    apps.map((app) => [
      app.id,
      app.name,
      app.kind,
      addressOf(app),
      coverageText(app),
      stateOf(app),
      localTime(app.lastUsedAt),
    ]),
  );
}

/** Name and value, a line each. */
export function describeApp(app: AppView, groups: readonly GroupView[]): string {
  const { oidc, tells } = app;
  const names = groups.filter(({ id }) => app.groups.includes(id)).map(({ name }) => name);
  const withPages = app.kind !== 'oidc';
  const lines: [string, string][] = [
    ['app', app.name],
    ['id', app.id],
    ['kind', app.kind],
    ['address', addressOf(app)],
    ['checked', coverageText(app)],
    ['state', stateOf(app)],
    ['may enter', names.length === 0 ? 'everybody' : names.join(', ')],
    ...(withPages
      ? ([
          ['found at', app.upstream],
          ['its own keys', app.foreignAuthorization],
          ['background', app.backgroundPaths.join(' ') || 'none'],
        ] satisfies [string, string][])
      : []),
    ...(tells
      ? ([['tells', `${tells.is} in ${tells.from} ${tells.name}`]] satisfies [string, string][])
      : []),
    ...(oidc
      ? ([
          ['comes back to', oidc.redirectUris.join(' ') || 'none'],
          ['after sign-out', oidc.postLogoutRedirectUris.join(' ') || 'none'],
          ['told of ends', oidc.backchannelLogoutUri ?? 'not told'],
          ['secret', oidc.public ? 'none, a public program' : 'yes'],
          ['device flow', oidc.deviceFlow ? 'yes' : 'no'],
        ] satisfies [string, string][])
      : []),
    ['added', localTime(app.createdAt)],
    ['last used', localTime(app.lastUsedAt)],
  ];
  return lines.map(([name, value]) => `${name.padEnd(16)}${cleanText(value)}`).join('\n');
}

/** The worst first, each with what to do. */
export function describeFindings({ at, findings }: AppCheck): string {
  const ranks = { bad: 0, unknown: 1, good: 2 } as const;
  const ranked = findings.toSorted((a, b) => ranks[a.result] - ranks[b.result]);
  return [
    `Looked for ways around, ${localTime(at)}:`,
    ...ranked.flatMap(({ code, result, sentence, fix }) => [
      `  ${resultWords[result].padEnd(8)} ${code}: ${cleanText(sentence)}`,
      ...(fix === undefined || result === 'good' ? [] : [`           ${cleanText(fix)}`]),
    ]),
  ].join('\n');
}

export function describeHistory(history: {
  readonly uses: readonly AppUse[];
  readonly logouts: readonly LogoutView[];
}): string {
  const { uses, logouts } = history;
  const used =
    uses.length === 0
      ? 'Nobody has come in yet.'
      : makeTable(
          ['LET IN', 'USER', 'DEVICE', 'SESSION'],
          uses.map(({ at, userName, device, live }) => [
            localTime(at),
            userName,
            device,
            live ? 'live' : 'ended',
          ]),
        );
  if (logouts.length === 0) return used;
  const told = makeTable(
    ['ENDED', 'USER', 'DEVICE', 'CONFIRMED', 'TRIES', 'NEXT TRY', 'LAST TRY'],
    logouts.map((logout) => [
      localTime(logout.endedAt),
      logout.userName,
      logout.device,
      logout.confirmedAt === undefined ? 'NO' : localTime(logout.confirmedAt),
      String(logout.tries),
      localTime(logout.nextTryAt),
      logout.trouble === undefined ? '' : sayLogoutTrouble(englishTeller, logout.trouble),
    ]),
  );
  return `${used}\n\n${told}`;
}

function addressOf({ url, plainHttp }: AppView): string {
  if (url === '') return 'no pages';
  return plainHttp ? `${url} (plain HTTP)` : url;
}

function stateOf({ health, unconfirmedLogouts, mismatch }: AppView): string {
  return [
    healthWords[health],
    ...(unconfirmedLogouts > 0 ? [`${String(unconfirmedLogouts)} unconfirmed`] : []),
    ...(mismatch === undefined ? [] : [`took ${mismatch.user} for ${mismatch.app}`]),
  ].join(', ');
}
