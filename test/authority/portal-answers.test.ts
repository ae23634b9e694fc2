import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Hours } from '../../shared/model/hours.ts';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient, Browser, readText, safariOnIphone, type Answer } from '../support/client.ts';
import { countLive } from '../support/facts.ts';
import { formTo } from '../support/form-to.ts';
import { openControl, userIdOf, type Control } from '../support/open-control.ts';

/** The authority lives where it is about noon, so that windows of some hours never meet midnight. */
const eastHours = 12 - new Date().getUTCHours();
const timeZone = `Etc/GMT${eastHours > 0 ? '-' : '+'}${String(Math.abs(eastHours))}`;

let authority: AuthorityProcess;
let api: ApiClient;
let control: Control;
let count = 0;

beforeAll(async () => {
  authority = await startSetUpAuthority({ env: { TZ: timeZone } });
  api = new ApiClient(authority.origin, authority.ca);
  control = openControl(authority);
});
afterAll(() => authority.remove());

const browse = (userAgent?: string): Browser => new Browser(authority.origin, authority.ca, userAgent);

async function makeUser(limit: number | 'unlimited' = 'unlimited', policy?: string): Promise<string> {
  const name = `visitor${String((count += 1))}`;
  await addUser(authority, name, { limit, ...(policy === undefined ? {} : { policy }) });
  return name;
}

/** Signed in and seen: a session that nobody ever presents would be the first to give its place away. */
async function signInTill(name: string, device: string): Promise<void> {
  const { token } = await api.mustSignIn(name, passwordOf(name), device);
  expect((await api.whoAmI(token)).status).toBe(200);
}

/** Time of day there, `minutes` from now. */
function clockTime(minutes: number): string {
  return new Date(Date.now() + eastHours * 3600_000 + minutes * 60_000).toISOString().slice(11, 16);
}

async function giveHours(name: string, windows: Hours['windows'], outside: Hours['outside']): Promise<void> {
  const { group } = await control.groups.add({
    name: `hours of ${name}`,
    rules: { hours: { windows, outside } },
  });
  await control.users.set({ id: await userIdOf(control, name), groups: [group.id] });
}
const everyDay = [1, 2, 3, 4, 5, 6, 7];

describe('the form sent again after its answer was lost', () => {
  const lose = (browser: Browser): string => {
    const { token = '' } = browser;
    browser.cookies.delete('__Host-rollcall');
    return token;
  };

  it('gets the same session, and the first token that is presented lives', async () => {
    const name = await makeUser(1, 'refuse');
    const browser = browse();
    const form = formTo(await browser.open('/sign-in'), '/sign-in');
    const values = { username: name, password: passwordOf(name) };
    expect((await browser.submit(form, { ...values, password: 'a typing error' })).status).toBe(401);
    await browser.submit(form, values);
    const lost = lose(browser);
    await browser.submit(form, values);
    expect(browser.token).not.toBe(lost);
    expect(await countLive(authority, name)).toBe(1);
    expect((await browser.open('/devices')).status).toBe(200);
    expect((await api.whoAmI(lost)).status).toBe(401);

    // Spent: once more is a sign-in of its own, and that is one too many.
    lose(browser);
    expect((await browser.submit(form, values)).status).toBe(409);
  });

  it('keeps its transaction when it is shown again, and each new form has another', async () => {
    const browser = browse();
    const first = formTo(await browser.open('/sign-in'), '/sign-in');
    const other = formTo(await browser.open('/sign-in'), '/sign-in');
    expect(first.fields['transaction']).toMatch(/^[\w-]{22}$/);
    expect(other.fields['transaction']).not.toBe(first.fields['transaction']);
    const again = await browser.submit(first, { username: 'nobody', password: 'no' });
    expect(formTo(again, '/sign-in').fields['transaction']).toBe(first.fields['transaction']);
  });

  it.each(['', 'short', 'x'.repeat(65), '"><script>'])(
    'is refused with the transaction %j',
    async (transaction) => {
      const browser = browse();
      const form = formTo(await browser.open('/sign-in'), '/sign-in');
      const answer = await browser.submit(form, { username: 'a', password: 'b', transaction });
      expect(answer.status).toBe(400);
      expect(formTo(answer, '/sign-in').fields['transaction']).toMatch(/^[\w-]{22}$/);
    },
  );

  it('gets the session that was made behind the chooser', async () => {
    const name = await makeUser(1);
    await signInTill(name, 'Till 1');
    const browser = browse();
    const form = formTo(await browser.open('/sign-in'), '/sign-in');
    const values = { username: name, password: passwordOf(name) };
    const chooser = formTo(await browser.submit(form, values), '/sign-in/choose');
    const chosen = await browser.submit(chooser, { end_least: '', end: idsOf(chooser)[0] ?? '' });
    expect(chosen.status).toBe(409);
    await browser.submit(chooser, { end: idsOf(chooser)[0] ?? '' });
    const lost = lose(browser);
    await browser.submit(form, values);
    expect(browser.token).toMatch(/^rcs_/);
    expect(browser.token).not.toBe(lost);
    expect(await countLive(authority, name)).toBe(1);
  });

  it('gets the session that was made behind the choice of an own password', async () => {
    await authority.run(['user', 'add', 'newcomer', '--password-stdin'], 'given by the admin\n');
    const browser = browse();
    const form = formTo(await browser.open('/sign-in'), '/sign-in');
    const asked = await browser.submit(form, { username: 'newcomer', password: 'given by the admin' });
    await browser.submit(formTo(asked, '/welcome'), { password: 'chosen by the user' });
    const lost = lose(browser);
    await browser.submit(form, { username: 'newcomer', password: 'chosen by the user' });
    expect(browser.token).not.toBe(lost);
    expect(await countLive(authority, 'newcomer')).toBe(1);
  });
});

const idsOf = (form: ReturnType<typeof formTo>): readonly string[] => form.choices['end'] ?? [];

/** A time of day as the pages write it. */
const inEnglish = (clock: string): string =>
  new Date(`2026-01-01T${clock}`)
    .toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' })
    .replaceAll(/\s/g, ' ');

describe('outside the sign-in hours', () => {
  it('the page and the API say when it opens next, after the right password only', async () => {
    const name = await makeUser();
    const [from, to] = [clockTime(120), clockTime(240)];
    await giveHours(name, [{ days: everyDay, from, to }], 'block-new');
    expect(readText((await browse().signIn(name, 'not the password')).text)).not.toContain('closed');
    const browser = browse();
    const page = await browser.signIn(name, passwordOf(name));
    expect([page.status, browser.token]).toEqual([403, undefined]);
    expect(readText(page.text)).toContain(`It opens again: ${inEnglish(from)} (in 2 hours)`);
    const answer = await api.signIn(name, passwordOf(name), 'Till');
    expect([answer.status, answer.json()['code']]).toEqual([403, 'outside_hours']);
    expect(Date.parse(String(answer.json()['opens_at']))).toBeGreaterThan(Date.now());
  });

  it('names the day when it is not today', async () => {
    const name = await makeUser();
    const today = new Date(Date.now() + eastHours * 3600_000).getUTCDay() || 7;
    const tomorrow = (today % 7) + 1;
    await giveHours(name, [{ days: [tomorrow], from: '08:30', to: '09:00' }], 'block-new');
    const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
    const text = readText((await browse().signIn(name, passwordOf(name))).text);
    expect(text).toContain(`It opens again: ${days[tomorrow - 1] ?? ''} 8:30 AM`);
  });
});

describe('before the sign-in hours end', () => {
  const openDevices = async (minutes: number, outside: Hours['outside']): Promise<string> => {
    const name = await makeUser();
    await giveHours(name, [{ days: everyDay, from: clockTime(-120), to: clockTime(minutes) }], outside);
    const browser = browse();
    await browser.signIn(name, passwordOf(name));
    return readText((await browser.open('/devices')).text);
  };

  it('the page of the own devices says when this one will be signed out', async () => {
    const at = inEnglish(clockTime(30));
    expect(await openDevices(30, 'end')).toContain(`You will be signed out at ${at}`);
  });

  it('nothing is said when that is far, or ends nobody', async () => {
    expect(await openDevices(120, 'end')).not.toContain('will be signed out at');
    expect(await openDevices(30, 'block-new')).not.toContain('will be signed out at');
  });
});

describe('when all seats are in use', () => {
  // Sessions of the tests above that nobody presented would give their seats away.
  beforeEach(() => authority.run(['session', 'end', '--all']));

  it('the page says how many and what to do, lists own devices only, and ends nobody', async () => {
    const [ann, ben] = [await makeUser(), await makeUser()];
    await signInTill(ann, 'The till of Ann');
    await signInTill(ben, 'The till of Ben');
    await control.plan.set({ seats: 2, mode: 'floating', whenFull: 'refuse' });
    try {
      const full = await browse().signIn(ann, passwordOf(ann));
      expect(full.status).toBe(409);
      const text = readText(full.text);
      expect(text).toContain('All 2 places are in use');
      expect(text).toContain('The till of Ann');
      expect(text).toContain('tell the admin');
      const third = await makeUser();
      const stranger = readText((await browse().signIn(third, passwordOf(third))).text);
      expect(stranger).toContain('All 2 places are in use');
      for (const page of [text, stranger]) {
        for (const other of [ben, 'The till of Ben', 'boss']) expect(page).not.toContain(other);
      }
      expect(stranger).not.toContain(ann);
      expect([await countLive(authority, ann), await countLive(authority, ben)]).toEqual([1, 1]);

      const { code, seats } = (await api.signIn(third, passwordOf(third), 'x')).json();
      expect([code, seats]).toEqual(['seats_full', 2]);

      // More are in use than there are: one's own sign-out frees nothing for oneself.
      await control.plan.set({ seats: 1, mode: 'floating', whenFull: 'refuse' });
      expect(readText((await browse().signIn(ann, passwordOf(ann))).text)).not.toContain('The till of Ann');
    } finally {
      await control.plan.set({ seats: 'unlimited', mode: 'floating', whenFull: 'refuse' });
    }
  });

  it('says that places are kept for others where some are', async () => {
    const [ann, ben] = [await makeUser(), await makeUser()];
    await signInTill(ben, 'Till 1');
    await control.plan.set({ seats: 3, mode: 'floating', whenFull: 'refuse' });
    await control.users.set({ id: await userIdOf(control, ben), reservedSeats: 3 });
    try {
      const text = readText((await browse().signIn(ann, passwordOf(ann))).text);
      expect(text).toContain('in use or kept for somebody');
      expect(text).not.toContain(ben);
    } finally {
      await control.users.set({ id: await userIdOf(control, ben), reservedSeats: 0 });
      await control.plan.set({ seats: 'unlimited', mode: 'floating', whenFull: 'refuse' });
    }
  });
});

describe('the chooser', () => {
  it('says of each device what it is, when and where it was last used', async () => {
    const name = await makeUser(1);
    await signInTill(name, 'Till 7');
    const text = readText((await browse().signIn(name, passwordOf(name))).text);
    expect(text).toMatch(/Till 7 Browser · Last used just now at 127\.0\.0\.1/);
    expect(text).not.toContain('signed each other out');
  });

  it('says why it asks when devices signed each other out too often', async () => {
    const name = await makeUser(1, 'end-least-recent');
    let answer: Answer | undefined;
    for (let n = 0; n < 6; n += 1) answer = await browse(safariOnIphone).signIn(name, passwordOf(name));
    expect(readText(answer?.text ?? '')).toContain('Your devices signed each other out too often');
    expect(await countLive(authority, name)).toBe(1);
  });
});

describe('refused by the limit', () => {
  it('says when a place frees itself', async () => {
    const name = await makeUser(1);
    const policy = { id: await userIdOf(control, name), policy: 'refuse' as const };
    await control.users.set(policy);
    await signInTill(name, 'PC-A');
    const text = readText((await browse().signIn(name, passwordOf(name))).text);
    expect(text).toMatch(/frees itself at \d{1,2}:\d\d [AP]M/);
  });
});
