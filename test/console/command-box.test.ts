import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { FramePage } from './pages/frame-page.ts';

describe('The command box', () => {
  const host = useConsoleHost();
  const open = async (scenario: 'office' | 'city' = 'office'): Promise<FramePage> => {
    const frame = new FramePage((await host.open(scenario)).page);
    await expectPage(frame.title).toHaveCount(1);
    return frame;
  };

  it('opens by its key and by its button, and gives the keyboard back where it was', async () => {
    const frame = await open();
    const { page } = frame;
    await frame.openBox();
    await frame.press('Escape');
    await expectPage(frame.box).toHaveCount(0);
    await expectPage(frame.title).toBeFocused();

    const link = page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Users' });
    await link.focus();
    await frame.press('Control+k', 'Control+k');
    await expectPage(frame.box).toHaveCount(0);
    await expectPage(link).toBeFocused();

    await frame.boxButton.click();
    await expectPage(frame.box).toBeFocused();
    await frame.press('Escape');
    await expectPage(frame.boxButton).toBeFocused();
  });

  it('is a combobox over a list: arrows choose, the field keeps the keyboard, axe finds nothing', async () => {
    const frame = await open();
    await frame.openBox();
    await expectPage(frame.chosenOption).toHaveText(/^Overview/);
    await frame.press('ArrowDown', 'ArrowDown');
    await expectPage(frame.chosenOption).toHaveText(/^Users/);
    await expectPage(frame.box).toBeFocused();
    const id = await frame.chosenOption.getAttribute('id');
    await expectPage(frame.box).toHaveAttribute('aria-activedescendant', id ?? '');
    await expectPage(frame.box).toHaveAttribute('aria-expanded', 'true');
    await frame.press('ArrowUp', 'ArrowUp', 'ArrowUp');
    await expectPage(frame.chosenOption).toHaveText(/^Keyboard shortcuts/);
    await expectPage(frame.chosenOption).toBeInViewport();
    await frame.press('ArrowDown');
    await expectPage(frame.chosenOption).toHaveText(/^Overview/);
    expect(await frame.listSeriousFaults()).toEqual([]);
    await frame.type('chrome');
    await expectPage(frame.getGroup('Sessions')).toBeVisible();
    expect(await frame.listSeriousFaults()).toEqual([]);
  });

  it('finds screens, users, apps and settings, and puts the keyboard there', async () => {
    const frame = await open();
    const { page } = frame;
    await frame.find('limits', /^Seats and limits/);
    await frame.expectFocusOnTitle('Seats and limits');
    await expectPage(page).toHaveTitle('Seats and limits – Rollcall');
    await frame.find('chiara rossi', /^chiara/);
    await frame.expectFocusOnTitle('chiara');
    await frame.find('scanner', /^Scanner/);
    await frame.expectFocusOnTitle('Scanner');
    await frame.find('sessions.keepEndedDays', /./);
    await expectPage(frame.title).toHaveText('Settings');
    await expectPage(
      page.locator('[data-place="setting sessions.keepEndedDays"] input').first(),
    ).toBeFocused();
    // The same again, from the same screen.
    await page.getByRole('searchbox', { name: 'Search settings' }).focus();
    await frame.find('sessions.keepEndedDays', /./);
    await expectPage(
      page.locator('[data-place="setting sessions.keepEndedDays"] input').first(),
    ).toBeFocused();
  });

  it('finds a session by the end of its id, and opens its drawer', async () => {
    const frame = await open();
    const { page } = frame;
    const id = await page.evaluate(() => window.fake.authority.signIn('ann', 'Kiosk'));
    await frame.find(id.slice(-6), /^Kiosk/);
    await expectPage(frame.title).toHaveText('Sessions');
    await expectPage(frame.dialog).toContainText('Kiosk');
    await frame.dismiss();
    await expectPage(frame.title).toBeFocused();
    await frame.find('kiosk ann', /^Kiosk/);
    await expectPage(frame.dialog).toContainText('Kiosk');
  });

  it('starts what can be done, wherever one is', async () => {
    const frame = await open();
    const { page } = frame;
    await frame.goTo('Reports');
    await frame.find('add a user', 'Add a userCtrl+N');
    await expectPage(frame.dialog.getByLabel('User name')).toBeFocused();
    await frame.dismiss();
    await frame.find('share', 'Share the address');
    await expectPage(frame.dialog).toContainText('https://192.168.1.5:8443');
    await frame.dismiss();
    await frame.find('sign out everyone', 'Sign out everyone…');
    await expectPage(frame.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await frame.dismiss();
    await frame.find('export', 'Export the audit');
    await expectPage(page.getByRole('menuitem').first()).toBeFocused();
    await frame.press('Escape');
    await expectPage(page.getByRole('menu')).toHaveCount(0);
    await frame.find('make a backup', 'Make a backup');
    await expectPage(page.locator('[data-place="create-backup"]')).toBeFocused();
    await frame.find('add an app', 'Add an app');
    await expectPage(frame.dialog.getByRole('listitem')).toHaveCount(8);
  });

  it('offers to resume where sign-ins are paused, and to pause where they are not', async () => {
    const frame = await open();
    await frame.find('1 hour', 'Pause new sign-ins for 1 hour');
    await expectPage(frame.title).toHaveText('1 thing needs you');
    await frame.openBox();
    await frame.type('sign-ins');
    await expectPage(frame.getGroup('Things to do').getByRole('option')).toHaveText(['Resume sign-ins']);
    await frame.press('Enter');
    await expectPage(frame.title).toHaveText('Everything works');
  });

  it('has those chosen lately first, also after the window was closed', async () => {
    const frame = await open();
    await frame.find('ben', /^ben/);
    await frame.find('reports', /^Reports/);
    await expectPage(frame.title).toHaveText('Reports');
    await frame.page.reload();
    await expectPage(frame.title).toHaveText('Reports');
    await frame.openBox();
    await expectPage(frame.getGroup('Lately').getByRole('option')).toHaveText([/^Reports/, /^ben/]);
    await frame.press('ArrowDown', 'Enter');
    await frame.expectFocusOnTitle('ben');
  });

  it('says plainly that nothing is found, and what can be', async () => {
    const frame = await open();
    await frame.openBox();
    await frame.type('zzzz');
    await expectPage(frame.dialog).toContainText('Nothing is called “zzzz”');
    await expectPage(frame.dialog).toContainText('the last characters of the session’s id');
    await expectPage(frame.box).toHaveAttribute('aria-expanded', 'false');
    await frame.press('Enter');
    await expectPage(frame.box).toBeFocused();
  });

  it('finds the last of 100,000 sessions, shows few of many, and typing does not wait for it', async () => {
    const frame = await open('city');
    const { page } = frame;
    const id = await page.evaluate(() => window.fake.authority.signIn('ann', 'The very last one'));
    await frame.openBox();
    const counts = await page.evaluate(async () => {
      // What is found grows under the eyes: between two looks at some of them the page is free for the next letter.
      const box = document.querySelector('[role="dialog"]');
      const input = document.querySelector<HTMLInputElement>('[role="combobox"]');
      const seen = new Set<string>();
      const look = (): void => void seen.add(/ of ([\d,]+)/.exec(box?.textContent ?? '')?.[1] ?? '');
      new MutationObserver(look).observe(document.body, {
        subtree: true,
        childList: true,
        characterData: true,
      });
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, 'chrome');
      input?.dispatchEvent(new Event('input', { bubbles: true }));
      for (let still = 0; still < 50;) {
        const { size } = seen;
        await new Promise((resolve) => {
          setTimeout(resolve);
        });
        still = seen.size === size ? still + 1 : 0;
      }
      return seen.size;
    });
    expect(counts).toBeGreaterThan(3);
    await expectPage(frame.getGroup('Sessions')).toContainText(/8 of \d\d,?\d\d\d/);
    await expectPage(frame.getGroup('Sessions').getByRole('option')).toHaveCount(8);
    await frame.box.fill(id.slice(-6));
    await expectPage(frame.getGroup('Sessions').getByText('The very last one')).toBeVisible();
  });

  it('opens from the menu of the window, but never over a question', async () => {
    const frame = await open();
    const { page } = frame;
    await page.evaluate(() => window.fake.shell.chooseInMenu({ type: 'commandBox' }));
    await expectPage(frame.box).toBeFocused();
    await page.evaluate(() => window.fake.shell.chooseInMenu({ type: 'screen', screen: 'audit' }));
    await expectPage(frame.title).toHaveText('Everything works');
    await frame.dismiss();
    await page.evaluate(() => window.fake.shell.chooseInMenu({ type: 'screen', screen: 'audit' }));
    await frame.expectFocusOnTitle('Audit');
    await page.evaluate(() => window.fake.shell.chooseInMenu({ type: 'act', act: 'endEveryone' }));
    await expectPage(frame.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await frame.press('Control+k');
    await expectPage(frame.box).toHaveCount(0);
  });
});
