import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient, type ApiSession } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { openControl } from '../support/open-control.ts';
import { startToldApp, type ToldApp } from '../support/told-app.ts';

const rounds = 6;
const perRound = 8;

let authority: AuthorityProcess;
let api: ApiClient;
let app: ToldApp;
let appId: string;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  api = new ApiClient(authority.origin, authority.ca);
  await addUser(authority, 'ann', { limit: 'unlimited' });
  app = await startToldApp();
  const added = await openControl(authority).apps.add({
    name: 'ERP',
    kind: 'oidc',
    url: '',
    oidc: {
      redirectUris: ['https://app.lan/callback'],
      postLogoutRedirectUris: [],
      backchannelLogoutUri: app.uri,
      public: false,
      deviceFlow: false,
    },
  });
  appId = added.app.id;
});

afterAll(async () => {
  await authority?.remove();
  await app?.stop();
});

async function enter(device: string): Promise<ApiSession> {
  const session = await api.mustSignIn('ann', passwordOf('ann'), device);
  const made = await api.call('POST', '/api/v1/session/app-token', {
    token: session.token,
    body: { app: appId },
  });
  if (made.status !== 200) throw new Error(made.text);
  return session;
}

it('SIGKILL at any moment: every end that was answered is told, and no session is told of that is not ended', async () => {
  const answered = new Set<string>();
  for (let n = 0; n < rounds; n++) {
    const sessions: ApiSession[] = [];
    for (let k = 0; k < perRound; k++) sessions.push(await enter(`${String(n)}.${String(k)}`));
    // Some rounds with the app down, some with it slow.
    if (n % 3 === 1) await app.stop();
    app.answer = n % 3 === 2 ? () => undefined : undefined;
    // It dies right after one of the answers.
    const dying = new Promise<void>((resolve) => {
      let answersLeft = 1 + randomInt(perRound);
      for (const { token, session } of sessions) {
        void api.signOut(token).then(
          ({ status }) => {
            if (status === 204) answered.add(session.id);
            if (--answersLeft === 0) resolve();
          },
          () => undefined,
        );
      }
    });
    await dying;
    await authority.kill();
    if (n % 3 === 1) await app.start();
    app.answer = undefined;
    await authority.restart();
    await eventually('all is confirmed', async () => {
      const views = await openControl(authority).apps.list();
      return views.every(({ unconfirmedLogouts }) => unconfirmedLogouts === 0);
    });
  }
  const told = new Set(app.sids());
  expect([...answered].filter((id) => !told.has(id))).toEqual([]);
  const { sessions } = await openControl(authority).sessions.list({ state: 'live' });
  expect(sessions.filter(({ id }) => told.has(id))).toEqual([]);
  expect(answered.size).toBeGreaterThanOrEqual(rounds);
});
