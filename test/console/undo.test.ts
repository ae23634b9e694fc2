import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { FramePage } from './pages/frame-page.ts';
import { SessionsPage } from './pages/sessions-page.ts';
import { UsersPage } from './pages/users-page.ts';

describe('What can be taken back', () => {
  const host = useConsoleHost();
  const open = async () => {
    const { page } = await host.open('office');
    const frame = new FramePage(page);
    await expectPage(frame.title).toHaveCount(1);
    return { page, frame, sessions: new SessionsPage(page), users: new UsersPage(page) };
  };

  it('a pause is, with one button or one key, and so is resuming', async () => {
    const { frame } = await open();
    const undo = frame.notices.getByRole('button', { name: 'Undo' });
    await frame.find('until I resume', 'Pause new sign-ins until I resume');
    await expectPage(frame.notices.getByRole('status')).toContainText('New sign-ins are paused.');
    expect(await frame.listSeriousFaults()).toEqual([]);
    await undo.click();
    await expectPage(frame.title).toHaveText('Everything works');
    await expectPage(frame.notices).toContainText('Sign-ins are open again.');
    await expectPage(undo).toHaveCount(0);
    await frame.expectFocusSomewhere();

    await frame.find('15 minutes', 'Pause new sign-ins for 15 minutes');
    await expectPage(undo).toBeVisible();
    await frame.press('Control+z');
    await expectPage(frame.title).toHaveText('Everything works');
    await frame.find('1 hour', 'Pause new sign-ins for 1 hour');
    await frame.find('resume', 'Resume sign-ins');
    await expectPage(frame.title).toHaveText('Everything works');
    // The screen may know before the answer has come: what can be taken back now is the resuming.
    const resumed = frame.notices
      .getByRole('status')
      .locator('> div', { hasText: 'Sign-ins are open again.' });
    await expectPage(resumed.filter({ has: frame.page.getByRole('button', { name: 'Undo' }) })).toHaveCount(
      1,
    );
    await frame.press('Control+z');
    await expectPage(frame.title).toHaveText('1 thing needs you');
  });

  it('the name of a device and a blocked device are; what was signed out stays so', async () => {
    const { frame, sessions, page } = await open();
    await sessions.goTo('Sessions');
    const row = sessions.getRow('ben', 'Safari on iPhone');
    await row.focus();
    await frame.press('F2');
    await expectPage(sessions.dialog.getByRole('textbox')).toBeFocused();
    await frame.type("Ben's phone");
    await frame.press('Enter');
    await expectPage(sessions.getRow('ben', "Ben's phone")).toBeVisible();
    await expectPage(frame.notices).toContainText("“Safari on iPhone” is now called “Ben's phone”.");
    await frame.press('Control+z');
    await expectPage(row).toBeVisible();

    await row.focus();
    await frame.press('Enter');
    await sessions.dialog.getByRole('button', { name: 'Sign out and block…' }).click();
    await frame.page.getByRole('button', { name: /^Sign out .+ and block the device$/ }).click();
    await expectPage(frame.notices).toContainText('Safari on iPhone of ben is signed out and blocked.');
    await page.keyboard.press('Escape');
    await expectPage(frame.dialog).toHaveCount(0);
    await page.getByRole('tab', { name: 'Blocked' }).click();
    await expectPage(sessions.rows).toHaveCount(1);
    await frame.notices.getByRole('button', { name: 'Undo' }).click();
    await expectPage(frame.notices).toContainText('The device may sign in again.');
    await expectPage(page.getByRole('heading', { name: 'No device is blocked' })).toBeVisible();
    await sessions.openTab('Active');
    await expectPage(sessions.rows.first()).toBeVisible();
    await expectPage(row).toHaveCount(0);
  });

  it('until it is overtaken: of what was done twice the last is said, and nothing that is no longer so', async () => {
    const { frame, sessions, users, page } = await open();
    const said = frame.notices.getByRole('status').locator('> div');
    await frame.find('1 hour', 'Pause new sign-ins for 1 hour');
    await expectPage(said).toHaveText(['New sign-ins are paused.Undo']);
    await frame.find('resume', 'Resume sign-ins');
    await expectPage(said).toHaveText(['Sign-ins are open again.Undo']);
    await frame.find('15 minutes', 'Pause new sign-ins for 15 minutes');
    await expectPage(said).toHaveText(['New sign-ins are paused.Undo']);
    await frame.press('Control+z');
    await expectPage(said).toHaveText(['Sign-ins are open again.']);
    await frame.find('15 minutes', 'Pause new sign-ins for 15 minutes');
    await expectPage(said).toHaveText(['New sign-ins are paused.Undo']);
    await frame.notices.getByRole('button', { name: 'Close the notice' }).click();

    await users.goTo('Users');
    await users.act('ann', 'Switch off…');
    await frame.dialog.getByRole('button', { name: 'Switch off' }).click();
    await expectPage(said).toHaveText(['ann is switched off.Undo']);
    await expectPage(users.getRow('ann')).toContainText('Switched off');
    await users.act('ann', 'Switch on');
    await expectPage(users.getRow('ann')).not.toContainText('Switched off');
    await expectPage(said).toHaveCount(0);

    await sessions.goTo('Sessions');
    await sessions.getRow('ben', 'Safari on iPhone').focus();
    await frame.press('Enter');
    await sessions.dialog.getByRole('button', { name: 'Sign out and block…' }).click();
    await frame.page.getByRole('button', { name: /^Sign out .+ and block the device$/ }).click();
    await expectPage(said).toHaveText(['Safari on iPhone of ben is signed out and blocked.Undo']);
    await page.keyboard.press('Escape');
    await expectPage(frame.dialog).toHaveCount(0);
    await page.getByRole('tab', { name: 'Blocked' }).click();
    await sessions.rows.getByRole('button').click();
    await expectPage(page.getByRole('heading', { name: 'No device is blocked' })).toBeVisible();
    await expectPage(said).toHaveCount(0);
  });

  it('what is done from a drawer is, while it is open: the notice stands above it', async () => {
    const { frame, sessions, page } = await open();
    await sessions.goTo('Sessions');
    await sessions.getRow('ben', 'Safari on iPhone').focus();
    await frame.press('Enter');
    const drawer = (device: string) => page.getByRole('dialog', { name: `ben on ${device}` });
    const undo = frame.notices.getByRole('button', { name: 'Undo' });
    const rename = async (): Promise<void> => {
      await drawer('Safari on iPhone').getByRole('button', { name: 'Rename…' }).click();
      await expectPage(frame.dialog.getByRole('textbox')).toBeFocused();
      await frame.type('Phone');
      await frame.press('Enter');
      await expectPage(frame.dialog).toHaveCount(1);
      await expectPage(undo).toBeVisible();
    };
    await rename();
    await undo.click();
    await expectPage(drawer('Safari on iPhone')).toBeVisible();

    await rename();
    await expectPage(drawer('Phone').locator(':focus')).toHaveCount(1);
    await frame.press('Control+z');
    await expectPage(drawer('Safari on iPhone')).toBeVisible();

    await rename();
    await expectPage(drawer('Phone').locator(':focus')).toHaveCount(1);
    await frame.press('F6');
    await expectPage(frame.notices.locator(':focus')).toHaveCount(1);
    await frame.press('Shift+Tab');
    await frame.press('F6');
    await frame.tabTo(undo);
    await frame.press('Enter');
    await expectPage(drawer('Safari on iPhone')).toBeVisible();
    await expectPage(drawer('Safari on iPhone').locator(':focus')).toHaveCount(1);
  });

  it('switching users off is, one or many; a refusal is said in words', async () => {
    const { frame, users, page } = await open();
    await users.goTo('Users');
    await users.act('ann', 'Switch off…');
    await frame.dialog.getByRole('button', { name: 'Switch off' }).click();
    await expectPage(users.getRow('ann')).toContainText('Switched off');
    await frame.notices.getByRole('button', { name: 'Undo' }).click();
    await expectPage(frame.notices).toContainText('What was signed out stays signed out.');
    await expectPage(users.getRow('ann')).not.toContainText('Switched off');

    await users.choose('ben', 'chiara');
    await users.actFurther('Switch off');
    await frame.dialog.getByRole('button', { name: 'Switch off 2 users' }).click();
    await expectPage(users.getRow('ben')).toContainText('Switched off');
    await page.evaluate(() => window.fake.authority.failCommands(true));
    await frame.notices.getByRole('button', { name: 'Undo' }).last().click();
    await expectPage(frame.notices).toContainText('It could not be taken back.');
    await expectPage(users.getRow('ben')).toContainText('Switched off');
  });

  it('a notice goes by itself, but never while somebody is at it', async () => {
    const { frame } = await open();
    const passTime = await frame.holdLongTimers();
    const notice = frame.notices.getByText('New sign-ins are paused.');
    await frame.find('1 hour', 'Pause new sign-ins for 1 hour');
    await expectPage(notice).toBeVisible();
    await notice.hover();
    expect(await passTime()).toBe(0);
    await frame.title.hover();
    await frame.notices.getByRole('button', { name: 'Undo' }).focus();
    expect(await passTime()).toBe(0);
    await expectPage(notice).toBeVisible();
    await frame.press('F6');
    expect(await passTime()).toBe(1);
    await expectPage(notice).toHaveCount(0);
    // What it said stands on the screen.
    await expectPage(frame.title).toHaveText('1 thing needs you');
  });
});
