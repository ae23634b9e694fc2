import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openTimedAuthority, type TimedAuthority } from '../support/authority-in-process.ts';
import { passwordOf } from '../support/authority-process.ts';
import { readForms, type Answer, type Browser } from '../support/client.ts';
import { formTo } from '../support/form-to.ts';

const again = '/sign-in/again';
const minute = 60_000;
/** Needs care in an address and in a page. */
const oddName = 'ann "&" <b>ö</b>';
let authority: TimedAuthority;
let count = 0;

beforeAll(async () => {
  authority = await openTimedAuthority();
});
afterEach(async () => {
  await authority.control.plan.set({ seats: 'unlimited', mode: 'floating', whenFull: 'refuse' });
  await authority.control.signIns.resume({});
});
afterAll(() => authority.remove());

/** @returns the name of a new user */
async function addUser(
  limit: number,
  policy: 'ask' | 'refuse' | 'end-least-recent' = 'refuse',
): Promise<string> {
  const name = `${oddName} ${String((count += 1))}`;
  await authority.addUser(name, { limit, policy });
  return name;
}

async function enterElsewhere(name: string): Promise<void> {
  const { token } = await authority.api.mustSignIn(name, passwordOf(name), 'Till 1');
  await authority.api.whoAmI(token);
}

const nameIn = (answer: Answer): string | undefined => formTo(answer, '/sign-in').fields['username'];

/** Every way in which a sign-in leads to a page with a button to try again, and the page. */
const refusals: readonly (readonly [
  string,
  (browser: Browser) => Promise<{ name: string; page: Answer }>,
])[] = [
  [
    'by the limit',
    async (browser) => {
      const name = await addUser(1);
      await enterElsewhere(name);
      return { name, page: await browser.signIn(name, passwordOf(name), '/account/password') };
    },
  ],
  [
    'by a limit of none',
    async (browser) => {
      const name = await addUser(0);
      return { name, page: await browser.signIn(name, passwordOf(name), '/account/password') };
    },
  ],
  [
    'since signing in is paused',
    async (browser) => {
      const name = await addUser(1);
      await authority.control.signIns.pause({ minutes: 15 });
      return { name, page: await browser.signIn(name, passwordOf(name), '/account/password') };
    },
  ],
  [
    'since no seat is free, once the admin was told',
    async (browser) => {
      const name = await addUser(1);
      await authority.control.plan.set({ seats: 0, mode: 'floating', whenFull: 'refuse' });
      const page = await browser.signIn(name, passwordOf(name), '/account/password');
      return { name, page: await browser.submit(formTo(page, '/sign-in/tell-admin')) };
    },
  ],
  [
    'since the chooser was open too long',
    async (browser) => {
      const name = await addUser(1, 'ask');
      await enterElsewhere(name);
      const page = await browser.signIn(name, passwordOf(name), '/account/password');
      const form = formTo(page, '/sign-in/choose');
      authority.time.run(30 * minute);
      return { name, page: await browser.submit(form, { end: form.choices['end']?.[0] ?? '' }) };
    },
  ],
];

describe('who was refused and tries again', () => {
  it.each(refusals)('%s, finds the own name filled in, and it stands in no address', async (_why, refuse) => {
    const browser = authority.browser();
    const { name, page } = await refuse(browser);
    const form = formTo(page, again);
    const asked = await browser.submit(form);
    expect(asked.status).toBe(200);
    expect(nameIn(asked)).toBe(name);
    // And it still goes where the person wanted to.
    expect(formTo(asked, '/sign-in').fields['return_to']).toBe('/account/password');
    for (const { text } of [page, asked]) expect(addressesIn(text).filter(speaksOf(name))).toEqual([]);
  });

  it('in another language, finds the own name filled in, and it stands in no address', async () => {
    const browser = authority.browser();
    const name = await addUser(0);
    const page = await browser.signIn(name, passwordOf(name), '/account/password');
    const form = formTo(await browser.submit(formTo(page, again)), '/language');
    const chosen = await browser.submit(form, { language: 'de' });
    // The browser sends the same form to there.
    expect([chosen.status, chosen.headers['location']]).toEqual([307, again]);
    const asked = await browser.submit({ ...form, action: again }, { language: 'de' });
    expect([asked.status, nameIn(asked)]).toEqual([200, name]);
    expect(asked.text).toContain('lang="de"');
    expect(formTo(asked, '/sign-in').fields['return_to']).toBe('/account/password');
    expect(addressesIn(asked.text).filter(speaksOf(name))).toEqual([]);
  });

  it('finds the form without the name when that page was open for too long', async () => {
    const browser = authority.browser();
    const page = await browser.signIn(await addUser(0), passwordOf(`${oddName} ${String(count)}`));
    const late = await browser.submit(formTo(page, again), { form_token: 'x'.repeat(43) });
    expect([late.status, late.headers['location']]).toEqual([303, '/sign-in?again=1']);
    const back = await browser.open(again);
    expect([back.status, back.headers['location']]).toEqual([303, '/sign-in?again=1']);
  });

  it('is led to no other site', async () => {
    const browser = authority.browser();
    const page = await browser.signIn(await addUser(0), passwordOf(`${oddName} ${String(count)}`));
    const form = formTo(page, again);
    for (const return_to of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
      const answer = await browser.submit(form, { return_to });
      const late = await browser.submit(form, { return_to, form_token: 'of another page' });
      expect([answer.status, late.status]).toEqual([400, 403]);
      expect(answer.text + late.text).not.toContain('evil.example');
    }
  });

  it('sends the form from no other site', async () => {
    const browser = authority.browser();
    const page = await browser.signIn(await addUser(0), passwordOf(`${oddName} ${String(count)}`));
    const answer = await browser.send(again, {
      method: 'POST',
      headers: { Origin: 'https://evil.example', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...formTo(page, again).fields }).toString(),
    });
    expect(answer.status).toBe(403);
    expect(readForms(answer.text)).toEqual([]);
  });
});

describe('who was signed out', () => {
  it('by another device, finds the own name filled in', async () => {
    const name = await addUser(1, 'end-least-recent');
    const browser = authority.browser();
    await browser.signIn(name, passwordOf(name));
    await enterElsewhere(name);
    const page = await browser.open('/devices');
    expect(page.status).toBe(401);
    const [way = ''] = addressesIn(page.text).filter((address) => address.startsWith('/sign-in'));
    expect(nameIn(await browser.open(way))).toBe(name);
    expect(nameIn(await browser.open('/sign-in'))).toBe(name);
    expect(formTo(await browser.open('/not-me'), '/not-me').fields['username']).toBe(name);
  });

  it('by the own hand, leaves no name behind', async () => {
    const name = await addUser(1);
    const browser = authority.browser();
    await browser.signIn(name, passwordOf(name));
    const kept = browser.token ?? '';
    await browser.submit(formTo(await browser.open('/devices'), '/sign-out'));
    expect(nameIn(await browser.open('/sign-in?again=1'))).toBe('');
    browser.cookies.set('__Host-rollcall', kept);
    expect(nameIn(await browser.open('/sign-in?again=1'))).toBe('');
  });
});

/** Where the links and forms of a page lead. */
function addressesIn(html: string): string[] {
  return [...html.matchAll(/\b(?:href|action|src)="([^"]*)"/g)].map(([, address = '']) =>
    address.replaceAll('&amp;', '&'),
  );
}

const speaksOf =
  (name: string) =>
  (address: string): boolean =>
    decodeURIComponent(address.replaceAll('+', ' ')).includes(name.slice(0, 5)) ||
    address.includes('username');
