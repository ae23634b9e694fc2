import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTimedAuthority, type TimedAuthority } from '../support/authority-in-process.ts';
import { passwordOf } from '../support/authority-process.ts';
import { readText, type Browser } from '../support/client.ts';
import { formTo } from '../support/form-to.ts';

const note = 'Trouble? Call 17.';
let authority: TimedAuthority;

beforeAll(async () => {
  authority = await openTimedAuthority();
  await authority.control.settings.set({ values: { 'portal.note': note } });
});
afterAll(() => authority.remove());

async function enter(name: string, device: string): Promise<void> {
  const { token } = await authority.api.mustSignIn(name, passwordOf(name), device);
  await authority.api.whoAmI(token);
}

async function readRefusal(name: string, browser: Browser = authority.browser()): Promise<string> {
  const page = await browser.signIn(name, passwordOf(name));
  return `${String(page.status)} ${readText(page.text)}`;
}

describe('the admin’s own line stands where somebody is sent to the admin', () => {
  it('before anything: on the sign-in page', async () => {
    expect(readText((await authority.browser().open('/sign-in')).text)).toContain(note);
  });

  it('at the limit, and after the admin was told', async () => {
    await authority.addUser('ann', { limit: 1, policy: 'refuse' });
    await enter('ann', 'Till 1');
    const browser = authority.browser();
    const refused = await browser.signIn('ann', passwordOf('ann'));
    expect(readText(refused.text)).toContain(note);
    const told = await browser.submit(formTo(refused, '/sign-in/tell-admin'));
    expect(readText(told.text)).toContain('The admin was told');
    expect(readText(told.text)).toContain(note);
  });

  it('on a browser that is blocked', async () => {
    await authority.addUser('ben', { limit: 1 });
    const browser = authority.browser();
    await browser.signIn('ben', passwordOf('ben'));
    await authority.control.sessions.end({
      ids: (await authority.live('ben')).map(({ id }) => id),
      blockDevices: true,
    });
    const refused = await readRefusal('ben', browser);
    expect(refused).toContain('This browser is blocked');
    expect(refused).toContain(note);
  });

  it('where no seat is free, and while sign-in is paused', async () => {
    await authority.addUser('cem', { limit: 1 });
    const { used } = await authority.control.plan.get();
    await authority.control.plan.set({ seats: used, mode: 'floating', whenFull: 'refuse' });
    const noSeat = await readRefusal('cem');
    expect(noSeat).toMatch(/^409 .*No place is free/);
    expect(noSeat).toContain(note);
    await authority.control.signIns.pause({});
    const paused = await readRefusal('cem');
    expect(paused).toMatch(/^503 .*paused/);
    expect(paused).toContain(note);
  });
});
