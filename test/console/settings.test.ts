import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { settingKeys } from '../../shared/model/settings.ts';
import { useConsoleHost } from './console-host.ts';
import { SettingsPage } from './pages/settings-page.ts';

describe('The settings screen', () => {
  const host = useConsoleHost();

  async function openSettings(colorScheme: 'light' | 'dark' = 'light'): Promise<SettingsPage> {
    const settings = new SettingsPage((await host.open('office', { colorScheme })).page);
    await settings.goTo('Settings');
    await expectPage(settings.title).toHaveText('Settings');
    return settings;
  }

  describe('Settings', () => {
    it('have every key of the install exactly once', async () => {
      const settings = await openSettings();
      await expectPage(settings.keys).toHaveCount(settingKeys.length);
      expect((await settings.keys.allTextContents()).toSorted()).toEqual([...settingKeys].toSorted());
    });

    it('are found by their names, by what they do and by their keys', async () => {
      const settings = await openSettings();
      for (const [typed, keys] of [
        ['longest wait', ['throttle.maxWaitSeconds']],
        ['twice as long', ['throttle.freeFailures']],
        [
          'kickWar',
          ['sessions.kickWar.ends', 'sessions.kickWar.withinSeconds', 'sessions.kickWar.askSeconds'],
        ],
      ] as const) {
        await settings.search.fill(typed);
        await expectPage(settings.page.locator('main code')).toHaveText([...keys]);
      }
      await settings.search.fill('theme');
      await expectPage(settings.page.getByRole('radiogroup', { name: 'Theme' })).toBeVisible();
      await settings.search.fill('no such thing');
      await expectPage(settings.page.getByText('No setting is about “no such thing”')).toBeVisible();
      await settings.page.getByRole('button', { name: 'Show all' }).click();
      await expectPage(settings.keys).toHaveCount(settingKeys.length);
    });

    it('are found by each word that was typed, by what people call them and by their value', async () => {
      const settings = await openSettings();
      for (const [typed, key] of [
        ['color', 'portal.accent'],
        ['session limit', 'sessions.limit'],
        ['timeout browser', 'sessions.browser.idleSeconds'],
        ['lost answer', 'sessions.lostAnswerSeconds'],
        ['nothing wróng passwörd', 'throttle.freeFailures'],
        ['8443', 'network.httpsPort'],
      ] as const) {
        await settings.search.fill(typed);
        await expectPage(settings.keys.filter({ hasText: key }), typed).toBeVisible();
        await expectPage(settings.keys.filter({ hasText: 'oidc.emailDomain' })).toHaveCount(0);
      }
      await expectPage(settings.page.getByRole('radiogroup', { name: 'Theme' })).toHaveCount(0);
    });

    it('count only when saved, each says its usual value and goes back to it', async () => {
      const settings = await openSettings();
      await settings.page.getByLabel('Wrong passwords that cost nothing').fill('8');
      await expectPage(settings.getSave(1)).toBeVisible();
      await settings.page.getByRole('button', { name: 'Take back' }).click();
      await expectPage(settings.page.getByLabel('Wrong passwords that cost nothing')).toHaveValue('5');
      await settings.page.getByLabel('Wrong passwords that cost nothing').fill('8');
      await settings.getSave(1).click();
      await expectPage(settings.getSave(1)).toHaveCount(0);
      const back = settings.page.getByRole('button', {
        name: 'Back to that: Wrong passwords that cost nothing',
      });
      await back.click();
      await expectPage(settings.page.getByLabel('Wrong passwords that cost nothing')).toHaveValue('5');
      await settings.getSave(1).click();
      await expectPage(back).toHaveCount(0);
    });

    it('that end sessions show first which ones', async () => {
      const settings = await openSettings();
      const limit = settings.page.getByRole('radiogroup', { name: 'Devices per person', exact: true });
      await limit.getByLabel('Number of devices').fill('1');
      await settings.getSave(1).click();
      await expectPage(settings.dialog.getByRole('listitem').first()).toBeVisible();
      await settings.dialog.getByRole('button', { name: 'Cancel' }).click();
      await expectPage(settings.getSave(1)).toBeVisible();
    });

    it('that do not fit are refused in words, and stay to be mended', async () => {
      const settings = await openSettings();
      await settings.page.getByLabel('Domain for people without e-mail').fill('not a domain');
      await settings.getSave(1).click();
      await expectPage(settings.failure).toContainText('The value does not fit this setting.');
      await expectPage(settings.getSave(1)).toBeVisible();
    });
  });

  describe('Pages for people', () => {
    it('are shown as they would be, in both themes, before anything is saved', async () => {
      const settings = await openSettings();
      await settings.page.getByLabel('Title', { exact: true }).fill('Harbour Works');
      await settings.page.getByLabel('Note', { exact: true }).fill('Trouble? Call Eve.');
      await settings.page.getByLabel('Colour', { exact: true }).fill('#ffcc00');
      for (const scheme of ['In the light', 'In the dark']) {
        const frame = settings.page.frameLocator(`iframe[title="Sign-in page, ${scheme}"]`);
        await expectPage(frame.getByText('Harbour Works')).toBeVisible();
        await expectPage(frame.getByText('Trouble? Call Eve.')).toBeVisible();
      }
      await expectPage(
        settings.page.getByText(/In the light it is made darker, #\w{6}, so that it can be read/),
      ).toBeVisible();
      await settings.page.getByLabel('Colour', { exact: true }).fill('#1f5f8b');
      await expectPage(settings.page.getByText(/In the dark it is made lighter/)).toBeVisible();
    });
  });

  describe('Appearance', () => {
    it('the theme and language of this window are its own, and outlast it', async () => {
      const settings = await openSettings();
      await settings.page.getByText('Dark', { exact: true }).click();
      await expectPage(settings.page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
      const language = settings.page.getByRole('combobox', { name: 'Language' });
      await expectPage(language).toHaveValue('As the system');
      await language.click();
      await settings.page.getByRole('option', { name: 'English' }).click();
      await settings.page.reload();
      await expectPage(settings.page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
      await expectPage(language).toHaveValue('English');
    });
  });

  describe('In both themes axe finds nothing serious', () => {
    it.each(['light', 'dark'] as const)(
      'with changes, a question and an empty search (%s)',
      async (colorScheme) => {
        const settings = await openSettings(colorScheme);
        await settings.page.getByLabel('Colour', { exact: true }).fill('#ffcc00');
        await expectPage(settings.getSave(1)).toBeVisible();
        expect(await settings.listSeriousFaults()).toEqual([]);
        await settings.search.fill('no such thing');
        expect(await settings.listSeriousFaults()).toEqual([]);
      },
    );
  });
});
