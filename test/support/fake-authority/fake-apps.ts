import type { AppUse, AppView, Finding, LogoutView } from '../../../shared/model/app.ts';
import type { FakeRecords } from './fake-records.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** What became of an app besides what is shown in the list. */
export interface FakeAppHistory {
  /** Newest first. */
  uses: AppUse[];
  logouts: LogoutView[];
}

const plain: Pick<
  AppView,
  | 'plainHttp'
  | 'upstreamCertificate'
  | 'foreignAuthorization'
  | 'backgroundPaths'
  | 'groups'
  | 'coverage'
  | 'health'
  | 'unconfirmedLogouts'
> = {
  plainHttp: false,
  upstreamCertificate: 'verify',
  foreignAuthorization: 'refuse',
  backgroundPaths: [],
  groups: [],
  coverage: 'every_request',
  health: 'ok',
  unconfirmedLogouts: 0,
};

/** One app of every kind and in every state, as an office may have them. */
export function addOfficeApps(records: FakeRecords): void {
  const add = (app: Omit<AppView, keyof typeof plain | 'createdAt'> & Partial<AppView>): void => {
    records.apps.set(app.id, { ...plain, createdAt: ago(200 * hourMs), ...app });
  };
  const [management, warehouse] = records.groups;
  add({
    id: 'erpnext3fa9c1',
    name: 'ERPNext',
    kind: 'gateway',
    url: 'https://192.168.1.5:8444',
    upstream: 'http://192.168.1.20:8080',
    backgroundPaths: ['/socket.io/*', '/api/method/frappe.realtime.*'],
    lastUsedAt: ago(2 * minuteMs),
    tells: { from: 'cookie', name: 'user_id', is: 'email' },
    oidc: {
      redirectUris: ['https://192.168.1.5:8444/api/method/frappe.integrations.oauth2_logins.custom/rollcall'],
      postLogoutRedirectUris: [],
      public: false,
      deviceFlow: false,
    },
    check: { at: ago(26 * hourMs), findings: goodFindings('http://192.168.1.20:8080') },
  });
  add({
    id: 'wiki77b0aa',
    name: 'Wiki',
    kind: 'forward-auth',
    url: 'http://192.168.1.21:3000',
    upstream: 'http://127.0.0.1:3001',
    plainHttp: true,
    groups: management === undefined ? [] : [management.id],
    lastUsedAt: ago(26 * hourMs),
  });
  add({
    id: 'stockroom0c11d2',
    name: 'Stock room',
    kind: 'forward-auth',
    url: 'https://stock.internal',
    upstream: 'http://192.168.1.30:9000',
    coverage: 'bypassable',
    groups: warehouse === undefined ? [] : [warehouse.id],
    lastUsedAt: ago(5 * hourMs),
    mismatch: { at: ago(50 * minuteMs), user: 'ben', app: 'gopal' },
    check: { at: ago(3 * hourMs), findings: badFindings('http://192.168.1.30:9000') },
  });
  add({
    id: 'timeclock9d20e4',
    name: 'Time clock',
    kind: 'oidc',
    url: 'https://192.168.1.40',
    upstream: 'http://127.0.0.1:8080',
    coverage: 'sign_in_only',
    health: 'logout_unconfirmed',
    unconfirmedLogouts: 2,
    lastUsedAt: ago(40 * minuteMs),
    oidc: {
      redirectUris: ['https://192.168.1.40/callback'],
      postLogoutRedirectUris: ['https://192.168.1.40/'],
      backchannelLogoutUri: 'https://192.168.1.40/backchannel-logout',
      public: false,
      deviceFlow: false,
    },
  });
  add({
    id: 'scanner51b7f0',
    name: 'Scanner',
    kind: 'oidc',
    url: '',
    upstream: 'http://127.0.0.1:8080',
    coverage: 'sign_in_only',
    health: 'unused',
    oidc: { redirectUris: [], postLogoutRedirectUris: [], public: true, deviceFlow: true },
  });
  records.settings = {
    ...records.settings,
    oidc: { ...records.settings.oidc, issuer: 'https://192.168.1.5:8443/oidc' },
  };
  records.signingKeys = [
    { id: 'kL3v9Qx0', algorithm: 'RS256', createdAt: ago(90 * 24 * hourMs), signs: true },
    { id: 'aB7cW2mn', algorithm: 'RS256', createdAt: ago(180 * 24 * hourMs), signs: false },
  ];
}

/** Who was let in by the sessions that there are, and what the time clock has confirmed. */
export function addOfficeUses(records: FakeRecords): void {
  for (const app of records.apps.values()) {
    if (app.lastUsedAt === undefined) continue;
    const live = [...records.sessions.values()].slice(0, app.name === 'Wiki' ? 1 : 6);
    const ended = records.ended.slice(0, 4);
    const uses = [...live, ...ended].map((session): AppUse => ({
      at: session.signedInAt,
      userName: session.userName,
      device: session.device,
      sessionId: session.id,
      live: session.ended === undefined,
    }));
    records.appHistory.set(app.id, {
      uses: uses.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)),
      logouts: app.oidc?.backchannelLogoutUri === undefined ? [] : makeLogouts(),
    });
  }
}

function makeLogouts(): LogoutView[] {
  return [
    {
      id: 'l1',
      userName: 'ann',
      device: 'Chrome on Windows',
      endedAt: ago(12 * minuteMs),
      tries: 4,
      nextTryAt: new Date(Date.now() + 9 * minuteMs).toISOString(),
      trouble: { code: 'refuses_connection' },
    },
    {
      id: 'l2',
      userName: 'ben',
      device: 'Safari on iPhone',
      endedAt: ago(7 * minuteMs),
      tries: 2,
      nextTryAt: new Date(Date.now() + 2 * minuteMs).toISOString(),
      trouble: { code: 'answered', status: 500 },
    },
    {
      id: 'l3',
      userName: 'daniel',
      device: 'Firefox on Linux',
      endedAt: ago(26 * hourMs),
      tries: 1,
      confirmedAt: ago(26 * hourMs),
    },
  ];
}

export function goodFindings(upstream: string): Finding[] {
  return [
    {
      code: 'open_without_session',
      result: 'good',
      said: 'refusedWithoutSession',
      sentence: 'A request without a session is refused.',
      data: {},
    },
    {
      code: 'forged_identity',
      result: 'good',
      said: 'forgedRemoved',
      sentence: 'Rollcall itself stands in front of the app and removes whatever a client says of who it is.',
      data: {},
    },
    {
      code: 'upstream_reachable',
      result: 'unknown',
      said: 'reachedFromHere',
      sentence: `The app answers at ${upstream}. Whether others can reach it too is not to be seen from here.`,
      fix: `From another computer, ${upstream} must not answer.`,
      data: { address: upstream },
    },
  ];
}

function badFindings(upstream: string): Finding[] {
  return [
    {
      code: 'upstream_reachable',
      result: 'bad',
      said: 'openBeside',
      sentence: `The app answers at ${upstream} without Rollcall.`,
      fix: 'Let the app listen on 127.0.0.1 only, or close that port to the network in the firewall.',
      data: { address: upstream },
    },
    {
      code: 'open_without_session',
      result: 'good',
      said: 'refusedWithoutSession',
      sentence: 'A request without a session is refused.',
      data: {},
    },
    {
      code: 'cookie_not_cut',
      result: 'good',
      said: 'cookieCut',
      sentence: 'A cookie that was withdrawn opens nothing at the very next request.',
      data: {},
    },
  ];
}

function ago(ms: number): string {
  return new Date(Date.now() - ms).toISOString();
}
