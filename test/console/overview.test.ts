import { describe, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { ConsolePage } from './pages/console-page.ts';

describe('What needs the admin', () => {
  const host = useConsoleHost();
  const openOverview = async (...codes: readonly AlarmCode[]): Promise<ConsolePage> => {
    const overview = new ConsolePage((await host.open('office')).page);
    await expectPage(overview.title).toHaveText('Everything works');
    await overview.page.evaluate((wanted) => {
      const since = new Date().toISOString();
      window.fake.authority.setAlarms(
        wanted.map((code) => ({ code, since, sentence: `What to do about ${code}.` })),
      );
    }, codes);
    return overview;
  };

  it('stands in the order of its weight, whatever the order it came in', async () => {
    const overview = await openOverview('backup_missing', 'kick_war', 'seats_nearly_full', 'clock_behind');
    const things = overview.page.getByRole('list', { name: 'What needs you' }).getByRole('listitem');
    await expectPage(things).toHaveCount(4);
    await expectPage(things.nth(0)).toContainText('The clock is behind');
    await expectPage(things.nth(1)).toContainText('Nearly all seats are in use');
    await expectPage(things.nth(2)).toContainText('Devices push each other out');
    await expectPage(things.nth(3)).toContainText('No recent backup');
  });

  it('has the address in a narrow window in whole parts: the computer, then the port', async () => {
    const overview = await openOverview();
    await overview.page.setViewportSize({ width: 480, height: 800 });
    const address = overview.page.getByRole('list', { name: 'How Rollcall is' }).locator('bdi');
    await expectPage(address).toHaveText('192.168.1.5:8443');
    await expectPage.poll(() => overview.page.evaluate(() => window.innerWidth)).toBe(480);
    const linesOfParts = (): Promise<number[]> =>
      address.evaluate((element) =>
        [...element.childNodes].map((part) => {
          const range = document.createRange();
          range.selectNodeContents(part);
          return part.nodeType === Node.TEXT_NODE ? range.getClientRects().length : 1;
        }),
      );
    await expectPage.poll(async () => [...new Set(await linesOfParts())]).toEqual([1]);
  });

  it('how many users there are is a number as people write it', async () => {
    const overview = await openOverview();
    await overview.page.evaluate(() => {
      for (let more = 0; more < 1000; more += 1) window.fake.authority.addAccount(`user-${String(more)}`);
      window.fake.authority.setAlarms([]);
    });
    const users = overview.page.getByRole('term').filter({ hasText: /^Users$/ });
    await expectPage(users.locator('+ dd')).toHaveText(/^1,0\d\d$/);
  });

  it('leads to the place where something can be done', async () => {
    const overview = await openOverview('seats_nearly_full', 'throttle_burst', 'backup_missing');
    await overview.page.getByRole('link', { name: 'Open seats and limits' }).click();
    await expectPage(overview.title).toHaveText('Seats and limits');
    await overview.goTo('Overview');
    // The alarm's; that of what is often needed says the same.
    await overview.page.getByRole('listitem').getByRole('link', { name: 'Make a backup' }).click();
    await expectPage(overview.title).toHaveText('Backup');
    await overview.goTo('Overview');
    await overview.page.getByRole('link', { name: 'Show the failures' }).click();
    await expectPage(overview.title).toHaveText('Audit');
    await expectPage(overview.page.locator('tbody tr[data-id]')).toHaveCount(3);
  });

  it('names the user whose devices push each other out', async () => {
    const overview = await openOverview('kick_war');
    await overview.page.evaluate(() =>
      window.fake.authority.changeUser('ivan', { askUntil: new Date(Date.now() + 600_000).toISOString() }),
    );
    await overview.page.getByRole('link', { name: 'Open ivan' }).click();
    await expectPage(overview.title).toHaveText('ivan');
  });

  it('names who asks to be let in, leads to where they are helped, and is rid of them when they were seen', async () => {
    const overview = await openOverview();
    await overview.page.evaluate(() => {
      window.fake.authority.tellAdmin('gopal', 'Phone of gopal', 'session_limit');
      window.fake.authority.tellAdmin('ivan', 'Phone of ivan', 'seats_full');
    });
    const things = overview.page.getByRole('list', { name: 'What needs you' });
    await expectPage(things).toContainText('Somebody asks to be let in');
    await expectPage(things).toContainText('Phone of ivan: all seats are in use');
    await expectPage(things).toContainText('Phone of gopal: at the limit');
    await things.getByRole('link', { name: 'Open gopal' }).click();
    await expectPage(overview.title).toHaveText('gopal');
    await overview.goTo('Overview');
    await things.getByRole('link', { name: 'Open seats and limits' }).click();
    await expectPage(overview.title).toHaveText('Seats and limits');
    await overview.goTo('Overview');

    await overview.page.evaluate(() => window.fake.authority.failCommands(true));
    await things.getByRole('button', { name: 'Dismiss' }).click();
    await expectPage(things.getByRole('alert')).toBeVisible();
    await overview.page.evaluate(() => window.fake.authority.failCommands(false));
    await things.getByRole('button', { name: 'Dismiss' }).click();
    await expectPage(overview.title).toHaveText('Everything works');
    await expectPage(overview.page.locator(':focus')).toHaveCount(1);
  });

  it('the clock is accepted only after what happens was said', async () => {
    const overview = await openOverview('clock_ahead');
    await overview.page.getByRole('button', { name: 'This clock is right…' }).click();
    await expectPage(overview.dialog).toContainText('Nobody gains or loses anything');
    // The clock of the computer Rollcall runs on, not that of this browser.
    await expectPage(overview.dialog.getByText('2031')).toHaveCount(1);
    await expectPage(overview.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await overview.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expectPage(overview.title).toHaveText('1 thing needs you');
    await overview.page.getByRole('button', { name: 'This clock is right…' }).click();
    await overview.dialog.getByRole('button', { name: 'This clock is right' }).click();
    await expectPage(overview.title).toHaveText('Everything works');
  });

  it('counts who was stopped by a rule apart from failures', async () => {
    const overview = await openOverview();
    await overview.page.evaluate(() =>
      window.fake.authority.setToday({
        admitted: 41,
        asked: 6,
        limit: 7,
        seats: 3,
        hours: 2,
        paused: 4,
        failed: 12,
        throttled: 5,
      }),
    );
    const getGroup = (name: string) => overview.page.getByRole('region', { name, exact: true });
    await expectPage(getGroup('Let in')).toContainText('41');
    await expectPage(getGroup('Let in')).toContainText('6asked which device to sign out');
    await expectPage(getGroup('Stopped by a rule')).toContainText('7by the limit');
    await expectPage(getGroup('Stopped by a rule')).toContainText('3by the seat plan');
    await expectPage(getGroup('Stopped by a rule')).not.toContainText('12');
    await expectPage(getGroup('Failed')).toContainText('12wrong password or code');
    await expectPage(getGroup('Failed')).toContainText('5made to wait');
    await expectPage(overview.page.getByRole('heading', { name: '30 of 40 seats in use' })).toBeVisible();
    await getGroup('Stopped by a rule').getByRole('link', { name: 'Show who was stopped' }).click();
    await expectPage(overview.page.locator('tbody tr[data-id]')).toHaveCount(2);
  });
});

type AlarmCode =
  'clock_behind' | 'clock_ahead' | 'seats_nearly_full' | 'throttle_burst' | 'kick_war' | 'backup_missing';

describe('What an admin looks for first', () => {
  const host = useConsoleHost();
  const openOverview = async (scenario: 'office' | 'shop' | 'quiet' = 'office'): Promise<ConsolePage> => {
    const overview = new ConsolePage((await host.open(scenario)).page);
    await expectPage(overview.title).toHaveText('Everything works');
    return overview;
  };
  const getItem = (overview: ConsolePage, name: string) =>
    overview.page
      .getByRole('list', { name: 'How Rollcall is' })
      .getByRole('listitem')
      .filter({ hasText: name });

  it('is all it stands on, each with its state', async () => {
    const overview = await openOverview();
    await expectPage(getItem(overview, 'Started')).toContainText('3 hr ago');
    await expectPage(getItem(overview, 'Address')).toContainText('192.168.1.5:8443');
    await expectPage(getItem(overview, 'Certificate')).toContainText('299 days');
    await expectPage(getItem(overview, 'Last backup')).toContainText('none yet');
    await expectPage(getItem(overview, 'Disk')).toContainText('182 GB free');
    await expectPage(getItem(overview, 'Clock')).toContainText(/\d\d:\d\d/);
    await overview.page.getByRole('button', { name: 'Copy https://192.168.1.5:8443' }).click();
    await expectPage
      .poll(() => overview.page.evaluate(() => window.fake.shell.copied))
      .toEqual(['https://192.168.1.5:8443']);
  });

  it('is how many seats were in use over the day, in words too, and what comes meanwhile', async () => {
    const overview = await openOverview('shop');
    const chart = overview.page.getByRole('img', { name: /Seats in use over the last 24 hours/ });
    await expectPage(chart).toHaveAccessibleName(/at most 4, at .*; now 4$/);
    await overview.page.evaluate(() => window.fake.authority.signIn('daniel', 'Chrome on Windows'));
    await expectPage(chart).toHaveAccessibleName(/at most 5, at .*; now 5$/);
    await expectPage(overview.page.getByText('5 of 5 seats in use')).toBeVisible();
  });

  it('pauses new sign-ins for a time, says so, and resumes them where it says so', async () => {
    const overview = await openOverview();
    await overview.page.getByRole('button', { name: 'Pause new sign-ins' }).click();
    await overview.page.getByRole('menuitem', { name: 'for 15 minutes' }).click();
    await expectPage(overview.title).toHaveText('1 thing needs you');
    const things = overview.page.getByRole('list', { name: 'What needs you' });
    await expectPage(things).toContainText('Signing in is paused');
    await expectPage(things).toContainText(/It goes on by itself at \d+:\d\d/);
    // Its button stands beside it, and the screen is where it is to be resumed.
    await expectPage(things).not.toContainText('run:');
    await expectPage(overview.page.getByRole('button', { name: 'Resume sign-ins' })).toBeVisible();
    await things.getByRole('button', { name: 'Resume' }).click();
    await expectPage(overview.title).toHaveText('Everything works');
    await expectPage(overview.page.getByRole('button', { name: 'Pause new sign-ins' })).toBeVisible();
  });

  it('shares the address as a code and as words, with where devices learn to trust it', async () => {
    const overview = await openOverview();
    await overview.page.getByRole('button', { name: 'Share the address' }).click();
    await expectPage(
      overview.dialog.getByRole('img', { name: 'QR code of https://192.168.1.5:8443' }),
    ).toBeVisible();
    await expectPage(overview.dialog).toContainText('http://192.168.1.5:8480/trust');
    await overview.dialog.getByRole('button', { name: 'Copy the address' }).click();
    await expectPage(overview.dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  });

  it('adds a user, and leads to the backup', async () => {
    const overview = await openOverview();
    await overview.page.getByRole('button', { name: 'Add a user' }).click();
    await overview.dialog.getByLabel('User name').fill('zoe');
    await overview.page.keyboard.press('Enter');
    await expectPage(overview.dialog).toContainText('zoe');
    await overview.dialog.getByRole('button', { name: 'Done' }).click();
    await overview.page.getByRole('link', { name: 'Make a backup' }).click();
    await expectPage(overview.title).toHaveText('Backup');
  });

  it('signs out everyone only after the word is typed', async () => {
    const overview = await openOverview();
    await overview.page.getByRole('button', { name: 'Sign out everyone' }).click();
    const act = overview.dialog.getByRole('button', { name: 'Sign out everyone' });
    await expectPage(act).toBeDisabled();
    await overview.dialog.getByRole('textbox').fill('everyone');
    await act.click();
    await expectPage(overview.page.getByText('Nobody is signed in')).toBeVisible();
    await expectPage(overview.page.getByRole('button', { name: 'Sign out everyone' })).toBeDisabled();
  });

  it('says that the history could not be asked for, and asks again', async () => {
    const overview = new ConsolePage((await host.open('office')).page);
    await overview.goTo('Backup');
    await overview.page.evaluate(() => window.fake.authority.failCommands(true));
    await overview.goTo('Overview');
    await expectPage(overview.failure).toBeVisible();
    await overview.page.evaluate(() => window.fake.authority.failCommands(false));
    await overview.failure.getByRole('button', { name: 'Try again' }).click();
    await expectPage(overview.page.getByRole('img', { name: /last 24 hours/ })).toBeVisible();
  });

  it('is calm while nobody is in: a flat line, nobody to sign out', async () => {
    const overview = await openOverview('quiet');
    await expectPage(overview.page.getByRole('img', { name: /at most 0, at .*; now 0$/ })).toBeVisible();
    await expectPage(overview.page.getByRole('button', { name: 'Sign out everyone' })).toBeDisabled();
  });
});
