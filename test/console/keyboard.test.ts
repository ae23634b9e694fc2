import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { shortcuts } from '../../shared/contract/shortcuts.ts';
import { useConsoleHost } from './console-host.ts';
import { FramePage } from './pages/frame-page.ts';
import { SessionsPage } from './pages/sessions-page.ts';

describe('The keyboard', () => {
  const host = useConsoleHost();
  const open = async (): Promise<FramePage> => {
    const frame = new FramePage((await host.open('office')).page);
    await expectPage(frame.title).toHaveCount(1);
    return frame;
  };

  it('goes around the parts of the window with F6, back with Shift+F6, and finds its place again in each', async () => {
    const frame = await open();
    const { page } = frame;
    const navigation = page.getByRole('navigation', { name: 'Screens' });
    await frame.press('F6');
    await expectPage(navigation.getByRole('link', { name: 'Overview' })).toBeFocused();
    await frame.press('F6');
    await expectPage(frame.boxButton).toBeFocused();
    await frame.press('F6');
    await expectPage(frame.title).toBeFocused();
    await frame.press('Tab');
    const place = await frame.readFocus();
    await frame.press('F6');
    await expectPage(navigation.getByRole('link', { name: 'Overview' })).toBeFocused();
    await frame.press('Shift+F6');
    await expectPage.poll(() => frame.readFocus()).toBe(place);
    await frame.press('Shift+F6', 'Shift+F6', 'Shift+F6');
    await expectPage.poll(() => frame.readFocus()).toBe(place);

    // A banner and a notice are parts too, while they are there.
    await frame.find('1 hour', 'Pause new sign-ins for 1 hour');
    await expectPage(frame.notices.getByRole('button', { name: 'Undo' })).toBeVisible();
    await page.evaluate(() => {
      window.fake.authority.die();
      window.fake.shell.setAuthority({ phase: 'stopped', restarts: 0 });
    });
    await expectPage(frame.failure).toBeVisible();
    await navigation.getByRole('link', { name: 'Overview' }).focus();
    await frame.press('F6', 'F6');
    await expectPage(frame.failure.getByRole('button', { name: 'Start now' })).toBeFocused();
    await frame.press('F6', 'F6');
    await expectPage(frame.notices.getByRole('button', { name: 'Undo' })).toBeFocused();
    await frame.press('F6');
    await expectPage(navigation.getByRole('link', { name: 'Overview' })).toBeFocused();
  });

  it('goes along the navigation with arrows', async () => {
    const frame = await open();
    const link = (name: string) =>
      frame.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name });
    await frame.press('F6', 'ArrowDown', 'ArrowDown');
    await expectPage(link('Users')).toBeFocused();
    await frame.press('End');
    await expectPage(link('Settings')).toBeFocused();
    await frame.press('ArrowDown');
    await expectPage(link('Overview')).toBeFocused();
    await frame.press('ArrowUp', 'Home', 'ArrowDown', 'Enter');
    await frame.expectFocusOnTitle('Sessions');
  });

  it('is at the title of each screen, which is the title of the window too', async () => {
    const frame = await open();
    await expectPage(frame.page).toHaveTitle('Everything works – Rollcall');
    for (const [key, title] of [
      ['Control+3', 'Users'],
      ['Control+8', 'Audit'],
      ['Control+,', 'Settings'],
      ['Control+5', 'Apps'],
    ] as const) {
      await frame.press(key);
      await frame.expectFocusOnTitle(title);
      await expectPage(frame.page).toHaveTitle(`${title} – Rollcall`);
    }
    await frame.page.goBack();
    await frame.expectFocusOnTitle('Settings');
    // A tab that is part of the address keeps the keyboard.
    await frame.press('Control+5');
    await frame.expectFocusOnTitle('Apps');
    const tab = frame.page.getByRole('tab', { name: 'OpenID Connect' });
    await frame.tabTo(frame.page.getByRole('tab', { name: /^Apps/ }));
    await frame.press('ArrowRight');
    await expectPage(tab).toHaveAttribute('aria-selected', 'true');
    await expectPage(tab).toBeFocused();
  });

  it('skips the navigation with the first link of the page', async () => {
    const frame = await open();
    await frame.press('Tab');
    await expectPage(frame.page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
    await frame.press('Enter');
    await expectPage(frame.page.locator('main')).toBeFocused();
  });

  it('goes back to the row when its drawer is closed with Escape', async () => {
    const frame = await open();
    const sessions = new SessionsPage(frame.page);
    await frame.press('Control+2');
    await frame.expectFocusOnTitle('Sessions');
    await sessions.rows.nth(3).focus();
    await frame.press('Enter');
    await expectPage(frame.dialog).toBeVisible();
    await frame.dismiss();
    await expectPage(sessions.rows.nth(3)).toBeFocused();
  });

  it('is explained on one sheet, which has every key there is', async () => {
    const frame = await open();
    await frame.press('F1');
    await expectPage(frame.dialog).toContainText('Keyboard shortcuts');
    await expectPage(frame.dialog.locator('dt')).toHaveCount(shortcuts.length);
    await expectPage(frame.dialog.locator('dl > div', { hasText: 'Next part of the window' })).toContainText(
      'F6',
    );
    await expectPage(frame.dialog.getByText('Ctrl+K', { exact: true })).toBeVisible();
    expect(await frame.listSeriousFaults()).toEqual([]);
    await frame.dismiss();
    await frame.press('Control+/');
    await expectPage(frame.dialog).toContainText('Keyboard shortcuts');
  });

  it('means the same on a keyboard with other letters', async () => {
    const frame = await open();
    await frame.page.evaluate(() => {
      for (const [key, code] of [
        ['ن', 'KeyK'],
        ['a', 'KeyQ'],
      ] as const)
        document.body.dispatchEvent(
          new KeyboardEvent('keydown', { key, code, ctrlKey: true, bubbles: true, cancelable: true }),
        );
    });
    await expectPage(frame.box).toBeFocused();
    await frame.dismiss();
    await frame.page.evaluate(() => {
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', {
          key: 'é',
          code: 'Digit2',
          ctrlKey: true,
          bubbles: true,
          cancelable: true,
        }),
      );
    });
    await frame.expectFocusOnTitle('Sessions');
  });
});
