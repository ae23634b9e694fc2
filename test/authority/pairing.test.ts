import { Agent } from 'node:https';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashToken } from '../../electron/authority/base/crypto/tokens.ts';
import { approvePairing } from '../../electron/authority/operations/answer-pairing.ts';
import { setPlan } from '../../electron/authority/operations/change-plan.ts';
import { setUser } from '../../electron/authority/operations/change-users.ts';
import { claimPairing as claimAtSeam } from '../../electron/authority/operations/claim-pairing.ts';
import { endSessions } from '../../electron/authority/operations/end-session.ts';
import { expirePairings } from '../../electron/authority/operations/expire-pairings.ts';
import { findLiveSession, type SignedIn } from '../../electron/authority/operations/find-session.ts';
import { startPairing as pair } from '../../electron/authority/operations/start-pairing.ts';
import {
  answerPairing,
  claimPairing,
  mustPair,
  startPairing,
  typeCode,
  type PairedSession,
  type StartedPairing,
} from '../support/app-device.ts';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import {
  ApiClient,
  Browser,
  readForms,
  readText,
  safariOnIphone,
  send,
  type Answer,
} from '../support/client.ts';
import { countLive, listAudit, listEnded, listLive } from '../support/facts.ts';
import { openSeam, removeSeamDir, type Seam } from '../support/seam.ts';

let authority: AuthorityProcess;
let api: ApiClient;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  api = new ApiClient(authority.origin, authority.ca);
});

afterAll(() => authority?.remove());

/** A browser in which the new user is signed in. */
async function openBrowser(
  name: string,
  options: Parameters<typeof addUser>[2] = { limit: 5 },
  userAgent?: string,
): Promise<Browser> {
  await addUser(authority, name, options);
  return signInAgain(name, userAgent);
}

async function signInAgain(name: string, userAgent?: string): Promise<Browser> {
  const browser = new Browser(authority.origin, authority.ca, userAgent);
  await browser.signIn(name, passwordOf(name));
  expect(browser.token).toMatch(/^rcs_/);
  return browser;
}

function expectProblem(answer: Answer, status: number, code: string): void {
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.json()).toMatchObject({ code, status });
}

describe('an app', () => {
  it('is let in by a short code: class app, method pairing, of the user who approved', async () => {
    const browser = await openBrowser('ann');
    const started = await startPairing(api, 'Till 3');
    expect(started.secret).toMatch(/^rct_[\w-]{43}$/);
    expect(started.code).toMatch(/^[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}$/);
    expect(started.approve_url).toBe(`${authority.origin}/pair?code=${started.code}`);
    expect(started.poll_after_seconds).toBeGreaterThan(0);
    expect(Date.parse(started.expires_at) - Date.now()).toBeGreaterThan(9 * 60_000);
    const waiting = await claimPairing(api, started.secret);
    expect(waiting.status).toBe(202);
    expect(waiting.json()).toMatchObject({ status: 'waiting' });

    const question = await typeCode(browser, started.code.replace('-', '').toLowerCase());
    expect(readText(question.text)).toContain('Is this your device?');
    expect(readText(question.text)).toContain('Till 3');
    expect(readText(question.text)).toContain(started.code);
    const [form] = readForms(question.text);
    const before = browser.token;
    expect((await browser.submit(form!, { answer: 'approve' })).status).toBe(200);
    expect(browser.token).toBe(before);

    const claimed = await claimPairing(api, started.secret);
    expect(claimed.status).toBe(201);
    expect(claimed.headers['cache-control']).toBe('no-store');
    const { token, session, registration } = claimed.json<PairedSession>();
    expect(token).toMatch(/^rcs_/);
    expect(registration).toMatch(/^rcd_/);
    expect(session).toMatchObject({ device: 'Till 3', class: 'app' });
    const me = (await api.whoAmI(token)).json<{ user: { name: string } }>();
    expect(me.user.name).toBe('ann');
    const [live] = (await listLive(authority, 'ann')).filter(({ id }) => id === session.id);
    expect(live).toMatchObject({ class: 'app', method: 'pairing', counts: 'app_counted', device: 'Till 3' });

    // The secret is spent with the first use of the token, the code with the approval.
    expectProblem(await claimPairing(api, started.secret), 410, 'pairing_invalid');
    expect((await api.whoAmI(token)).status).toBe(200);
    expect((await typeCode(browser, started.code)).status).toBe(410);
    const entry = (await listAudit(authority)).find(({ action }) => action === 'pairing.approved');
    expect(entry).toMatchObject({ actor: 'user:ann', subject: session.id });
    expect(entry?.data).toMatchObject({ device: 'Till 3', approvedOn: 'Chrome on Windows' });
  });

  it('comes back from the sign-in page to the code of its link', async () => {
    await addUser(authority, 'bea', { limit: 5 });
    const { code, secret } = await startPairing(api, 'Scanner');
    const browser = new Browser(authority.origin, authority.ca);
    const sent = await browser.open(`/pair?code=${code}`);
    expect(sent.status).toBe(303);
    const location = String(sent.headers['location']);
    expect(location).toBe(`/sign-in?return_to=${encodeURIComponent(`/pair?code=${code}`)}`);
    const page = await browser.signIn('bea', passwordOf('bea'), `/pair?code=${code}`);
    expect(page.text).toContain(`/pair?code=${code}`);
    const filled = readForms((await browser.open(`/pair?code=${code}`)).text).find(
      ({ action }) => action === '/pair',
    );
    expect(filled?.fields['code']).toBe(code);
    const question = await browser.submit(filled!);
    await browser.submit(readForms(question.text)[0]!, { answer: 'approve' });
    expect((await claimPairing(api, secret)).status).toBe(201);
  });

  it('that is declined is told so, and nothing is signed in', async () => {
    const browser = await openBrowser('cid');
    const { code, secret } = await startPairing(api, 'Not mine');
    const page = await answerPairing(browser, code, 'decline');
    expect(readText(page.text)).toContain('Not mine was declined');
    expectProblem(await claimPairing(api, secret), 410, 'pairing_invalid');
    expect((await typeCode(browser, code)).status).toBe(410);
    expect(await countLive(authority, 'cid')).toBe(1);
  });

  it('gets nothing for a secret that is wrong, of another kind, or its own code', async () => {
    const { code } = await startPairing(api, 'x');
    for (const secret of [`rct_${'A'.repeat(43)}`, `rcs_${'A'.repeat(43)}`, code, 'nothing']) {
      expectProblem(await claimPairing(api, secret), 410, 'pairing_invalid');
    }
    expectProblem(await api.call('POST', '/api/v1/pairings/claim', { body: {} }), 400, 'input_invalid');
    expectProblem(
      await api.call('POST', '/api/v1/pairings/claim', { body: { secret: 'x'.repeat(1000) } }),
      400,
      'input_invalid',
    );
  });

  it('cannot name its class, its user or its limit', async () => {
    for (const more of [{ class: 'browser' }, { user: 'boss' }, { limit: 9 }, { method: 'portal' }]) {
      const answer = await api.call('POST', '/api/v1/pairings', { body: { device: { name: 'x' }, ...more } });
      expectProblem(answer, 400, 'input_invalid');
    }
    for (const name of ['', ' ', 'a\u202Eb', 'x'.repeat(81), 7]) {
      expectProblem(
        await api.call('POST', '/api/v1/pairings', { body: { device: { name } } }),
        400,
        'input_invalid',
      );
    }
  });

  it('whose answer was lost gets the same session; the first token that is presented lives', async () => {
    const browser = await openBrowser('dan');
    const { code, secret } = await startPairing(api, 'Handheld');
    await answerPairing(browser, code, 'approve');
    const lost = (await claimPairing(api, secret)).json<PairedSession>();
    const again = (await claimPairing(api, secret)).json<PairedSession>();
    expect(again.session.id).toBe(lost.session.id);
    expect(again.token).not.toBe(lost.token);
    expect((await api.whoAmI(again.token)).status).toBe(200);
    expect((await api.whoAmI(lost.token)).status).toBe(401);
    expectProblem(await claimPairing(api, secret), 410, 'pairing_invalid');
    expect(await countLive(authority, 'dan')).toBe(2);
  });

  it('is still there after a restart: waiting, approved, and its code', async () => {
    const browser = await openBrowser('eva');
    const waiting = await startPairing(api, 'Waiting');
    const approved = await startPairing(api, 'Approved');
    await answerPairing(browser, approved.code, 'approve');
    await authority.kill();
    await authority.restart();
    expect((await claimPairing(api, waiting.secret)).status).toBe(202);
    const { token } = (await claimPairing(api, approved.secret)).json<PairedSession>();
    expect((await api.whoAmI(token)).status).toBe(200);
    await answerPairing(browser, waiting.code, 'approve');
    expect((await claimPairing(api, waiting.secret)).status).toBe(201);
  });

  it('has a throttle of its own with its registration, however often strangers fail', async () => {
    const browser = await openBrowser('fay');
    const { registration } = await mustPair(api, browser, 'Known');
    for (let n = 0; n < 6; n += 1) await api.signIn('fay', 'wrong', 'stranger');
    expectProblem(await api.signIn('fay', passwordOf('fay'), 'stranger'), 429, 'throttled');
    const body = {
      username: 'fay',
      password: passwordOf('fay'),
      device: { name: 'Known', registration },
    };
    const known = await api.call('POST', '/api/v1/sessions', { body });
    expect(known.status).toBe(201);
    // It has one already.
    expect(known.json()).not.toHaveProperty('registration');
    expectProblem(
      await api.call('POST', '/api/v1/sessions', {
        body: { ...body, device: { name: 'x', registration: 'rcs_x' } },
      }),
      400,
      'input_invalid',
    );
    const once = await startPairing(api, 'Known', registration);
    await answerPairing(browser, once.code, 'approve');
    expect((await claimPairing(api, once.secret)).json()).not.toHaveProperty('registration');
  });

  it('over the session API gets a registration with its first sign-in', async () => {
    await addUser(authority, 'gus', { limit: 5 });
    const answer = await api.signIn('gus', passwordOf('gus'), 'script');
    expect(answer.json<PairedSession>().registration).toMatch(/^rcd_/);
  });
});

describe('the person who approves', () => {
  it('must be signed in, with a form of this very session', async () => {
    const browser = await openBrowser('hal');
    const other = await openBrowser('ida');
    const { code, secret } = await startPairing(api, 'x');
    const question = await typeCode(browser, code);
    const [form] = readForms(question.text);
    const values = { ...form!.fields, answer: 'approve' };
    expect((await other.post('/pair/answer', values)).status).toBe(403);
    const nobody = new Browser(authority.origin, authority.ca);
    expect((await nobody.post('/pair/answer', values)).status).toBe(403);
    const foreign = await browser.send('/pair/answer', {
      method: 'POST',
      headers: { Origin: 'https://evil.example', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(values).toString(),
    });
    expect(foreign.status).toBe(403);
    const [own] = await listLive(authority, 'hal');
    await authority.run(['session', 'end', own!.id]);
    expect((await browser.post('/pair/answer', values)).status).toBe(401);
    expect((await claimPairing(api, secret)).status).toBe(202);
  });

  it('waits after wrong codes, on every device of the account; a right one in time is not shown', async () => {
    const browser = await openBrowser('jon');
    const second = await signInAgain('jon');
    const { code } = await startPairing(api, 'x');
    for (let n = 0; n < 5; n += 1) {
      const wrong = await typeCode(browser, 'AAAA-AAAA');
      expect(wrong.status).toBe(410);
      expect(readText(wrong.text)).toContain('No app is waiting with this code');
    }
    // By now it is one second, which a slow computer needs for the next step: as if the first had counted already.
    await authority.run(['settings', 'set', 'throttle.freeFailures', '1']);
    const answer = await typeCode(second, code);
    await authority.run(['settings', 'set', 'throttle.freeFailures', '5']);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(readText(answer.text)).toContain('Too many wrong codes');
    // Signing in is another counter.
    await signInAgain('jon');
  });

  it('approves once, however often the form is sent at the same time', async () => {
    const browser = await openBrowser('kim', { limit: 50 });
    const { code } = await startPairing(api, 'x');
    const question = await typeCode(browser, code);
    const form = readForms(question.text)[0]!;
    await Promise.all(Array.from({ length: 10 }, () => browser.submit(form, { answer: 'approve' })));
    expect(await countLive(authority, 'kim')).toBe(2);
  });

  it('sees apps and browsers named on My devices, with the way to add one', async () => {
    const browser = await openBrowser('lea');
    await mustPair(api, browser, 'Tablet');
    const page = await browser.open('/devices');
    expect(page.text).toContain('href="/pair"');
    expect(readText(page.text)).toMatch(/Chrome on Windows This device Browser/);
    expect(readText(page.text)).toMatch(/Tablet App/);
  });

  it('is told that the app is in, or what is wrong with the form', async () => {
    const browser = await openBrowser('mia');
    const { code } = await startPairing(api, 'x');
    const page = await answerPairing(browser, code, 'approve');
    expect(page.text).toContain('/devices?notice=app_added');
    expect(readText((await browser.open('/devices?notice=app_added')).text)).toContain(
      'The app is signed in.',
    );
    const empty = await typeCode(browser, '');
    expect(empty.status).toBe(400);
    expect(readText(empty.text)).toContain('Type the code the app shows');
  });
});

describe('at the limit', () => {
  it('the portal asks which device makes room: cancelled, nothing changed; chosen, one step', async () => {
    const browser = await openBrowser('ned', { limit: 2, policy: 'ask' });
    const second = await api.mustSignIn('ned', passwordOf('ned'), 'Second');
    const { code, secret } = await startPairing(api, 'Phone app');
    const chooser = await answerPairing(browser, code, 'approve');
    expect(chooser.status).toBe(200);
    expect(readText(chooser.text)).toContain('So that Phone app can sign in, sign out one of them.');
    expect(readText(chooser.text)).toMatch(/Chrome on Windows This device/);
    expect(chooser.text).toContain('href="/pair?cancelled=1"');
    expect((await claimPairing(api, secret)).status).toBe(202);
    expect(await countLive(authority, 'ned')).toBe(2);

    const form = readForms(chooser.text)[0]!;
    expect(form.action).toBe('/pair/choose');
    // The ticket is of this session: nobody else can use it, here or over the API.
    const ticket = form.fields['ticket']!;
    expectProblem(await api.choose(ticket, [second.session.id]), 410, 'ticket_invalid');
    const other = await openBrowser('ola');
    const [own] = readForms((await other.open('/pair')).text);
    const stolen = { form_token: own!.fields['form_token']!, ticket, end: second.session.id };
    expect((await other.post('/pair/choose', stolen)).status).toBe(410);
    const wrong = await browser.submit(form, { end: 'no-such-session' });
    expect(wrong.status).toBe(409);
    expect(await countLive(authority, 'ned')).toBe(2);

    const before = browser.token;
    const done = await browser.submit(form, { end: second.session.id });
    expect(done.text).toContain('/devices?notice=app_added');
    expect(browser.token).toBe(before);
    expect((await api.whoAmI(second.token)).json()).toMatchObject({
      reason: 'ended_by_choice',
      by: 'Phone app',
    });
    const { token } = (await claimPairing(api, secret)).json<PairedSession>();
    expect((await api.whoAmI(token)).status).toBe(200);
    expect(await countLive(authority, 'ned')).toBe(2);
    expect((await browser.submit(form, { end: second.session.id })).status).toBe(410);
  });

  it('the browser that approves may make room itself', async () => {
    const browser = await openBrowser('pam', { limit: 1, policy: 'ask' });
    const { code, secret } = await startPairing(api, 'Only device');
    const chooser = await answerPairing(browser, code, 'approve');
    const form = readForms(chooser.text)[0]!;
    const own = form.choices['end']?.[0];
    await browser.submit(form, { end: own! });
    expect((await claimPairing(api, secret)).status).toBe(201);
    const page = await browser.open('/devices');
    expect(page.status).toBe(401);
    expect(readText(page.text)).toContain('chose to sign this one out');
  });

  it('`refuse` refuses on the portal and ends nobody', async () => {
    const browser = await openBrowser('quin', { limit: 1, policy: 'refuse' });
    const { code, secret } = await startPairing(api, 'x');
    const page = await answerPairing(browser, code, 'approve');
    expect(page.status).toBe(409);
    expect(readText(page.text)).toContain('1 of 1 in use');
    expect(readText(page.text)).toContain('The app was not signed in. Nobody was signed out.');
    expect((await claimPairing(api, secret)).status).toBe(202);
    expect(await countLive(authority, 'quin')).toBe(1);
  });

  it('`end-least-recent` makes room by itself', async () => {
    const browser = await openBrowser('rob', { limit: 2, policy: 'end-least-recent' });
    const second = await api.mustSignIn('rob', passwordOf('rob'), 'Second');
    await browser.open('/devices');
    await mustPair(api, browser, 'Newest');
    expect((await api.whoAmI(second.token)).json()).toMatchObject({ reason: 'ended_least_recent' });
  });

  it('50 approvals at once leave exactly the limit, 201 for each that is live', async () => {
    const browser = await openBrowser('sam', { limit: 8, policy: 'refuse' });
    const pairings = await Promise.all(
      Array.from({ length: 50 }, (_, n) => startPairing(api, `app ${String(n)}`)),
    );
    const questions = await Promise.all(pairings.map(({ code }) => typeCode(browser, code)));
    await Promise.all(
      questions.map((page) => browser.submit(readForms(page.text)[0]!, { answer: 'approve' })),
    );
    expect(await countLive(authority, 'sam')).toBe(8);
    const claims = await Promise.all(pairings.map(({ secret }) => claimPairing(api, secret)));
    expect(claims.filter(({ status }) => status === 201)).toHaveLength(7);
    expect(claims.filter(({ status }) => status === 202)).toHaveLength(43);
  });
});

describe('scenario 11: classes', () => {
  const set = (key: string, value: string) => authority.run(['settings', 'set', `sessions.${key}`, value]);

  it('`separate`, browser limit 1, app limit 1: one of each lives', async () => {
    await set('appSessions', 'separate');
    await set('appLimit', '1');
    try {
      const browser = await openBrowser('tea', { limit: 1, policy: 'refuse' }, safariOnIphone);
      const app = await mustPair(api, browser, 'iPhone app');
      expect(readText((await browser.open('/devices')).text)).toContain(
        'The limit is 1. Apps have a limit of their own: 1.',
      );
      expect(await countLive(authority, 'tea')).toBe(2);

      // A browser that says it is a phone is a browser; so is the plain session API, whatever it calls itself.
      const phone = new Browser(authority.origin, authority.ca, safariOnIphone);
      await phone.signIn('tea', passwordOf('tea'));
      expect(phone.token).toBeUndefined();
      expectProblem(await api.signIn('tea', passwordOf('tea'), 'iPhone app'), 409, 'session_limit');
      for (const more of [{ class: 'app' }, { method: 'pairing' }]) {
        const answer = await api.call('POST', '/api/v1/sessions', {
          body: { username: 'tea', password: passwordOf('tea'), device: { name: 'x' }, ...more },
        });
        expectProblem(answer, 400, 'input_invalid');
      }
      const second = await startPairing(api, 'Second app');
      expect((await answerPairing(browser, second.code, 'approve')).status).toBe(409);
      expect((await listLive(authority, 'tea')).map(({ class: of }) => of).sort()).toEqual([
        'app',
        'browser',
      ]);
      expect((await api.whoAmI(app.token)).status).toBe(200);
    } finally {
      await set('appSessions', 'counted');
    }
  });

  it('`uncounted`: apps are shown and can be ended, but take no place', async () => {
    await set('appSessions', 'uncounted');
    try {
      const browser = await openBrowser('una', { limit: 1, policy: 'refuse' });
      await mustPair(api, browser, 'One');
      const two = await mustPair(api, browser, 'Two');
      expect(await countLive(authority, 'una')).toBe(3);
      expect(readText((await browser.open('/devices')).text)).toContain('Two App');
      await authority.run(['session', 'end', two.session.id]);
      expect((await api.whoAmI(two.token)).json()).toMatchObject({ reason: 'ended_by_admin' });
    } finally {
      await set('appSessions', 'counted');
    }
  });

  it('`counted`: one pool with browsers', async () => {
    const browser = await openBrowser('vic', { limit: 2, policy: 'refuse' });
    await mustPair(api, browser, 'One');
    const two = await startPairing(api, 'Two');
    expect((await answerPairing(browser, two.code, 'approve')).status).toBe(409);
    expect(await listEnded(authority, 'vic')).toEqual([]);
  });
});

describe('pairings', () => {
  it('are bounded: a device that floods pushes out only its own', async () => {
    const startFrom = async (localAddress: string, name: string): Promise<StartedPairing> => {
      const answer = await send(`${authority.origin}/api/v1/pairings`, {
        method: 'POST',
        agent: new Agent({ ca: authority.ca }),
        localAddress,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ device: { name } }),
      });
      return answer.json<StartedPairing>();
    };
    const honest = await startFrom('127.0.0.2', 'honest');
    const oldest = await startPairing(api, 'the first of the flood');
    for (let n = 0; n < 6; n += 1) {
      await Promise.all(Array.from({ length: 60 }, () => startPairing(api, 'flood')));
    }
    expect((await claimPairing(api, honest.secret)).status).toBe(202);
    expectProblem(await claimPairing(api, oldest.secret), 410, 'pairing_invalid');
    const late = await startFrom('127.0.0.3', 'late');
    expect((await claimPairing(api, late.secret)).status).toBe(202);
  });
});

describe('at the seam', () => {
  const minute = 60_000;
  let seam: Seam;

  beforeEach(async () => {
    seam = await openSeam();
  });
  afterEach(async () => {
    await seam.close();
    removeSeamDir(seam.dataDir);
  });

  async function signedIn(name: string): Promise<SignedIn> {
    const outcome = await seam.signIn(name, 'PC');
    if (outcome.kind !== 'admitted') throw new Error(outcome.kind);
    seam.deps.sessions.claim(outcome.session.id, seam.time.wall(), undefined);
    return { session: outcome.session, user: outcome.user };
  }
  async function start(device = 'app'): Promise<{ code: string; secret: string }> {
    const started = await pair(seam.deps, { device, address: '192.168.1.9' });
    if (!started.ok) throw new Error(started.code);
    return { secret: started.secret, code: started.pairing.code };
  }
  const approve = (who: SignedIn, code: string) =>
    approvePairing(seam.deps, { ...who, code, address: '192.168.1.7' });
  const claim = (secret: string) => claimAtSeam(seam.deps, { secret, address: '192.168.1.9' });

  it('a pairing nobody answers is over after 10 minutes', async () => {
    await seam.addUser('ann', 5);
    const who = await signedIn('ann');
    const { code, secret } = await start();
    seam.time.pass(10 * minute - 1);
    expect(await claim(secret)).toMatchObject({ ok: true, kind: 'waiting' });
    seam.time.pass(1);
    expect(await claim(secret)).toMatchObject({ ok: false, code: 'pairing_invalid' });
    expect(await approve(who, code)).toMatchObject({ kind: 'refused', code: 'pairing_invalid' });
    await expirePairings(seam.deps);
    expect(seam.deps.pairings.list()).toEqual([]);
    expect(await seam.deps.database.read('SELECT * FROM pairings')).toEqual([]);
  });

  it('an approved app that never comes gives its place back; one that came does not', async () => {
    await seam.addUser('ann', 5);
    const who = await signedIn('ann');
    const never = await start('never');
    const came = await start('came');
    await approve(who, never.code);
    await approve(who, came.code);
    seam.time.pass(10 * minute - 1);
    expect(await claim(came.secret)).toMatchObject({ kind: 'claimed' });
    await expirePairings(seam.deps);
    expect(seam.deps.sessions.countLive(who.user.id)).toBe(3);
    seam.time.pass(10 * minute);
    await expirePairings(seam.deps);
    expect(seam.deps.sessions.listLive(who.user.id).map(({ device }) => device)).toEqual(['PC', 'came']);
    const { sessions } = await seam.deps.sessions.listEnded({ userId: who.user.id, limit: 9 });
    expect(sessions.map(({ device, ended }) => [device, ended.reason])).toEqual([['never', 'idle']]);
    expect(await claim(never.secret)).toMatchObject({ ok: false, code: 'pairing_invalid' });
  });

  it('a lost answer is given again for 2 minutes, and only while no token was presented', async () => {
    await seam.addUser('ann', 5);
    const who = await signedIn('ann');
    const { code, secret } = await start();
    await approve(who, code);
    const tokens: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const claimed = await claim(secret);
      if (!claimed.ok || claimed.kind !== 'claimed') throw new Error('not claimed');
      tokens.push(claimed.token);
      seam.time.pass(minute - 1);
    }
    // 3 minutes less a little after the first.
    expect(await claim(secret)).toMatchObject({ ok: false });
    // Of three that were never presented the oldest is gone.
    expect(tokens.map((token) => seam.deps.sessions.find(hashToken(token)) !== undefined)).toEqual([
      false,
      true,
      true,
    ]);
    expect(findLiveSession(seam.deps, tokens[1], 'used', '')?.session.class).toBe('app');
    expect(findLiveSession(seam.deps, tokens[2], 'used', '')).toBeUndefined();
  });

  it('two claims at the same moment are one session with two tokens', async () => {
    await seam.addUser('ann', 5);
    const who = await signedIn('ann');
    const { code, secret } = await start();
    await approve(who, code);
    const both = await Promise.all([claim(secret), claim(secret)]);
    const claimed = both.flatMap((one) => (one.ok && one.kind === 'claimed' ? [one] : []));
    expect(claimed).toHaveLength(2);
    expect(new Set(claimed.map(({ session }) => session.id)).size).toBe(1);
    expect(seam.deps.sessions.countLive(who.user.id)).toBe(2);
    expect(findLiveSession(seam.deps, claimed[0]?.token, 'used', '')).toBeDefined();
    expect(await claim(secret)).toMatchObject({ ok: false, code: 'pairing_invalid' });
  });

  it('50 approvals of one code in the same turn are one session', async () => {
    await seam.addUser('ann', 'unlimited');
    const who = await signedIn('ann');
    const { code } = await start();
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => approve(who, code)));
    expect(outcomes.filter(({ kind }) => kind === 'admitted')).toHaveLength(1);
    expect(seam.deps.sessions.countLive(who.user.id)).toBe(2);
  });

  it.each(['ask', 'refuse', 'end-least-recent'] as const)(
    '50 approvals of 50 codes in the same turn leave exactly the limit, %s',
    async (policy) => {
      await seam.addUser('ann', 4, policy);
      const who = await signedIn('ann');
      const codes: string[] = [];
      for (let n = 0; n < 50; n += 1) codes.push((await start(`app ${String(n)}`)).code);
      await Promise.all(codes.map((code) => approve(who, code)));
      expect(seam.deps.sessions.countLive(who.user.id)).toBe(4);
    },
  );

  it('a session that has ended approves nothing', async () => {
    await seam.addUser('ann', 5);
    const who = await signedIn('ann');
    const { code, secret } = await start();
    const [, outcome] = await Promise.all([
      endSessions(seam.deps, { ids: [who.session.id] }, 'console'),
      approve(who, code),
    ]);
    expect(outcome).toMatchObject({ kind: 'refused', code: 'pairing_invalid' });
    expect(await claim(secret)).toMatchObject({ kind: 'waiting' });
    expect(seam.deps.sessions.countLive(who.user.id)).toBe(0);
  });

  it('an app that was ended, or whose user was disabled, before it came gets nothing', async () => {
    const user = await seam.addUser('ann', 5);
    const who = await signedIn('ann');
    const one = await start('one');
    const two = await start('two');
    await approve(who, one.code);
    await approve(who, two.code);
    const [app] = seam.deps.sessions.listLive(user.id).filter(({ device }) => device === 'one');
    await endSessions(seam.deps, { ids: [app!.id] }, 'console');
    expect(await claim(one.secret)).toMatchObject({ ok: false, code: 'pairing_invalid' });
    await setUser(seam.deps, user.id, { disabled: true }, 'console');
    expect(await claim(two.secret)).toMatchObject({ ok: false, code: 'pairing_invalid' });
  });

  it('an app is never reclaimed, seen or not, claimed or not; a browser beside it is', async () => {
    const user = await seam.addUser('ann', 2);
    const who = await signedIn('ann');
    const { code, secret } = await start();
    await approve(who, code);
    await claim(secret);
    seam.time.pass(31 * minute);
    const [first, second] = [await seam.signIn('ann', 'PC-B'), await seam.signIn('ann', 'PC-C')];
    expect(first.kind).toBe('admitted');
    expect(second.kind).toBe('choose');
    expect(seam.deps.sessions.listLive(user.id).map(({ device }) => device)).toEqual(['app', 'PC-B']);
    const { sessions } = await seam.deps.sessions.listEnded({ userId: user.id, limit: 9 });
    expect(sessions.map(({ device, ended }) => [device, ended.reason])).toEqual([['PC', 'reclaimed']]);
  });

  it('a pairing takes a seat of the plan, or is refused', async () => {
    await seam.addUser('ann', 5);
    const who = await signedIn('ann');
    const set = await setPlan(seam.deps, { seats: 2 }, undefined, 'console');
    expect(set.ok).toBe(true);
    const [one, two] = [await start(), await start()];
    expect((await approve(who, one.code)).kind).toBe('admitted');
    expect(await approve(who, two.code)).toMatchObject({ kind: 'refused', code: 'seats_full', seats: 2 });
    expect(await claim(two.secret)).toMatchObject({ kind: 'waiting' });
  });

  it('nothing is approved or handed out that the disk did not take', async () => {
    await seam.addUser('ann', 5);
    const who = await signedIn('ann');
    const { code, secret } = await start();
    await seam.deps.database.read('SELECT 1');
    await failingOnce(seam, async () => {
      expect(await approve(who, code)).toMatchObject({ kind: 'refused', code: 'store_unavailable' });
    });
    expect(await claim(secret)).toMatchObject({ kind: 'waiting' });
    expect((await approve(who, code)).kind).toBe('admitted');
    await failingOnce(seam, async () => {
      expect(await claim(secret)).toMatchObject({ ok: false, code: 'store_unavailable' });
    });
    expect(await claim(secret)).toMatchObject({ kind: 'claimed' });
  });
});

/** Makes the writes of one step fail, as a full disk does. */
async function failingOnce({ deps }: Seam, step: () => Promise<void>): Promise<void> {
  const { database } = deps;
  const commit = database.commit.bind(database);
  database.commit = (batch) => {
    batch.write('INSERT INTO no_such_table VALUES (1)');
    return commit(batch);
  };
  await step();
  database.commit = commit;
}
