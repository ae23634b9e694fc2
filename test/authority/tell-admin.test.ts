import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PleaView } from '../../shared/model/plea.ts';
import { answerPairing, startPairing } from '../support/app-device.ts';
import { openTimedAuthority, type NewUser, type TimedAuthority } from '../support/authority-in-process.ts';
import { passwordOf } from '../support/authority-process.ts';
import { readForms, readText, safariOnIphone, type Answer, type Browser } from '../support/client.ts';
import { formTo } from '../support/form-to.ts';

const action = '/sign-in/tell-admin';
const minute = 60_000;
let authority: TimedAuthority;

beforeEach(async () => {
  authority = await openTimedAuthority();
});
afterEach(() => authority.remove());

/** Nobody new finds a seat from now on. */
async function fillSeats(): Promise<void> {
  await authority.addUser('inside', { limit: 1 });
  await enter('inside', 'Till 1');
  await authority.control.plan.set({ seats: 1, mode: 'floating', whenFull: 'refuse' });
}

async function enter(name: string, device: string): Promise<void> {
  const { token } = await authority.api.mustSignIn(name, passwordOf(name), device);
  await authority.api.whoAmI(token);
}

async function refuse(name: string, browser: Browser = authority.browser()): Promise<Refused> {
  const page = await browser.signIn(name, passwordOf(name));
  return { browser, page, offered: readForms(page.text).some((form) => form.action === action) };
}

interface Refused {
  readonly browser: Browser;
  readonly page: Answer;
  readonly offered: boolean;
}

function tell({ browser, page }: Refused): Promise<Answer> {
  return browser.submit(formTo(page, action));
}

/** A new user who was refused and has told the admin. */
async function askToGetIn(name: string, user: NewUser = {}): Promise<Answer> {
  await authority.addUser(name, user);
  return tell(await refuse(name));
}

async function listAsking(): Promise<readonly PleaView[]> {
  const { alarms } = await authority.control.status.get();
  return alarms.flatMap(({ facts }) => (facts?.code === 'admission_asked' ? facts.people : []));
}

const namesAsking = async (): Promise<string[]> => (await listAsking()).map(({ name }) => name);

async function readAudit(
  kind: 'plea.made' | 'plea.dismissed',
): Promise<{ actor: string; subject: string }[]> {
  const { entries } = await authority.control.audit.list({ limit: 100 });
  return entries.filter((entry) => entry.action === kind).map(({ actor, subject }) => ({ actor, subject }));
}

describe('who finds no place', () => {
  beforeEach(fillSeats);

  it('tells the admin by a button, reads when that was, and stands in what needs the admin', async () => {
    await authority.addUser('ann');
    const refused = await refuse('ann', authority.browser(safariOnIphone));
    expect(refused.page.status).toBe(409);
    expect(await listAsking()).toEqual([]);
    authority.time.run(3 * minute);
    const told = await tell(refused);
    expect(told.status).toBe(200);
    const text = readText(told.text);
    expect(text).toContain('The admin was told just now.');
    expect(text).toContain('your name (ann), the device (Safari on iPhone)');
    expect(text).toContain('try again');
    expect(await listAsking()).toEqual([
      {
        userId: expect.any(String) as string,
        name: 'ann',
        at: new Date(2026, 5, 1, 10, 3).toISOString(),
        why: 'seats_full',
        device: 'Safari on iPhone',
      },
    ]);
    const { alarms } = await authority.control.status.get();
    expect(alarms.find(({ code }) => code === 'admission_asked')?.sentence).toMatch(
      /: ann \(.*10:03, Safari on iPhone: all seats are in use\)\./,
    );
    expect(await readAudit('plea.made')).toEqual([{ actor: 'user:ann', subject: 'ann' }]);
  });

  it('is told of once in ten minutes, from whatever device, and reads when it was', async () => {
    const form = await (async () => {
      await authority.addUser('ann');
      return refuse('ann');
    })();
    const other = await refuse('ann');
    await tell(form);
    authority.time.run(5 * minute);
    // The page that was open meanwhile, the same one again, and a new one.
    for (const again of [other, form]) {
      expect(readText((await tell(again)).text)).toContain('The admin was told 5 minutes ago.');
    }
    const later = await refuse('ann', authority.browser(safariOnIphone));
    expect(later.offered).toBe(false);
    expect(readText(later.page.text)).toContain('The admin was told 5 minutes ago.');
    expect(await readAudit('plea.made')).toHaveLength(1);

    authority.time.run(5 * minute);
    const after = await refuse('ann');
    expect(readText(after.page.text)).toContain('Tell the admin again');
    await tell(after);
    expect(await readAudit('plea.made')).toHaveLength(2);
    expect(await listAsking()).toMatchObject([{ at: new Date(2026, 5, 1, 10, 10).toISOString() }]);
  });

  it('is offered nothing before the password was right, and an API client gets no ticket', async () => {
    await authority.addUser('ann');
    const browser = authority.browser();
    const wrong = await browser.signIn('ann', 'not the password');
    expect(readForms(wrong.text).map((form) => form.action)).not.toContain(action);
    const api = await authority.api.signIn('ann', passwordOf('ann'), 'Till');
    expect(api.status).toBe(409);
    expect(api.text).not.toContain('rct_');
  });

  it('nobody else tells with the ticket: another browser, another site, a made-up one, another password', async () => {
    const { id } = await authority.addUser('ann');
    await authority.addUser('eve');
    const ann = await refuse('ann');
    const eve = await refuse('eve');
    const { ticket = '' } = formTo(ann.page, action).fields;
    const stolen = await eve.browser.submit({ ...formTo(eve.page, action) }, { ticket });
    const madeUp = await ann.browser.submit(formTo(ann.page, action), { ticket: `rct_${'x'.repeat(43)}` });
    expect([stolen.status, madeUp.status]).toEqual([410, 410]);
    const body = new URLSearchParams(formTo(ann.page, action).fields).toString();
    const foreign = await ann.browser.send(action, {
      method: 'POST',
      body,
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Origin: 'https://elsewhere.example',
        'Sec-Fetch-Site': 'cross-site',
      },
    });
    expect(foreign.status).toBe(403);
    const { code } = await authority.control.users.makeCode({ id });
    const newcomer = authority.browser();
    await newcomer.submit(formTo(await newcomer.open('/welcome'), '/welcome'), {
      username: 'ann',
      code,
      password: 'three quiet rivers',
    });
    expect((await tell(ann)).status).toBe(410);
    expect(await listAsking()).toEqual([]);
    expect(await readAudit('plea.made')).toEqual([]);
  });

  it('has ten minutes to tell', async () => {
    await authority.addUser('ann');
    const refused = await refuse('ann');
    authority.time.run(10 * minute);
    const late = await tell(refused);
    expect(late.status).toBe(410);
    expect(readText(late.text)).toContain('Start again');
  });

  it('is still in the list after a restart, and gone from it when let in', async () => {
    await askToGetIn('ann');
    await askToGetIn('ben');
    await authority.restart();
    expect((await namesAsking()).sort()).toEqual(['ann', 'ben']);
    await authority.control.plan.set({ seats: 9, mode: 'floating', whenFull: 'refuse' });
    await enter('ann', 'Till 2');
    expect(await namesAsking()).toEqual(['ben']);
  });

  it('is gone from the list when the admin dismisses it, but not one that came meanwhile', async () => {
    const told = await askToGetIn('ann');
    const seen = await listAsking();
    authority.time.run(10 * minute);
    await askToGetIn('ben');
    await authority.control.signIns.dismissPleas({ pleas: [...seen] });
    expect(await namesAsking()).toEqual(['ben']);
    expect(await readAudit('plea.dismissed')).toEqual([{ actor: 'cli', subject: 'ann' }]);
    expect(readText(told.text)).toContain('told just now');

    const ben = await listAsking();
    authority.time.run(10 * minute);
    await tell(await refuse('ben'));
    await authority.control.signIns.dismissPleas({ pleas: [...ben] });
    expect(await namesAsking()).toEqual(['ben']);
    expect(await readAudit('plea.dismissed')).toHaveLength(1);
  });

  it('dismissed, it is not made anew at once', async () => {
    await askToGetIn('ann');
    await authority.control.signIns.dismissPleas({ pleas: [...(await listAsking())] });
    expect((await refuse('ann')).offered).toBe(false);
    authority.time.run(10 * minute);
    const later = await refuse('ann');
    expect(later.offered).toBe(true);
    expect(readText(later.page.text)).not.toContain('was told');
  });

  it('is no longer there when the user is switched off or removed', async () => {
    await askToGetIn('ann');
    await askToGetIn('ben');
    const users = new Map((await listAsking()).map(({ name, userId }) => [name, userId]));
    await authority.control.users.set({ id: users.get('ann') ?? '', disabled: true });
    await authority.control.users.delete({ id: users.get('ben') ?? '' });
    expect(await listAsking()).toEqual([]);
  });
});

describe('who can be helped by the admin alone', () => {
  it('tells it at the limit, with a limit of none, and outside the hours', async () => {
    await authority.addUser('ann', { limit: 1, policy: 'refuse' });
    await enter('ann', 'Till 1');
    await tell(await refuse('ann'));
    await askToGetIn('ben', { limit: 0 });
    const { group } = await authority.control.groups.add({
      name: 'Never on Monday',
      rules: { hours: { windows: [{ days: [2], from: '08:00', to: '17:00' }], outside: 'block-new' } },
    });
    await askToGetIn('cyn', { groups: [group.id] });
    const why = new Map((await listAsking()).map((plea) => [plea.name, plea.why]));
    expect(why).toEqual(
      new Map([
        ['cyn', 'outside_hours'],
        ['ben', 'session_limit'],
        ['ann', 'session_limit'],
      ]),
    );
  });

  it('tells it in a browser that is blocked', async () => {
    await authority.addUser('ann', { limit: 3 });
    const browser = authority.browser();
    await browser.signIn('ann', passwordOf('ann'));
    const [session] = await authority.live('ann');
    await authority.control.sessions.end({ ids: [session?.id ?? ''], blockDevices: true });
    await tell(await refuse('ann', browser));
    expect(await listAsking()).toMatchObject([{ name: 'ann', why: 'device_blocked' }]);
  });

  it('tells it for an app that finds no place, from the browser that approved it and from no other', async () => {
    await authority.addUser('ann', { limit: 'unlimited' });
    await authority.addUser('eve', { limit: 'unlimited' });
    const [browser, other] = [authority.browser(), authority.browser()];
    await browser.signIn('ann', passwordOf('ann'));
    await other.signIn('eve', passwordOf('eve'));
    await authority.control.plan.set({ seats: 2, mode: 'floating', whenFull: 'refuse' });
    const { code } = await startPairing(authority.api, 'Scanner 3');
    const page = await answerPairing(browser, code, 'approve');
    const form = formTo(page, '/pair/tell-admin');
    const foreign = formTo(await other.open('/pair'), '/pair');
    const stolen = await other.post('/pair/tell-admin', {
      ...foreign.fields,
      ticket: form.fields['ticket'] ?? '',
    });
    expect(await listAsking()).toEqual([]);
    expect(stolen.status).toBeGreaterThanOrEqual(400);
    expect(readText((await browser.submit(form)).text)).toContain('the device (Scanner 3)');
    expect(await listAsking()).toMatchObject([{ name: 'ann', device: 'Scanner 3', why: 'seats_full' }]);
  });

  it('is offered no such thing while the admin has paused signing in: the admin knows', async () => {
    await authority.addUser('ann');
    await authority.control.signIns.pause({});
    expect((await refuse('ann')).offered).toBe(false);
  });
});
