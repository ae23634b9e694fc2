import type { Page } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { languages, languageTags, type Language } from '../../shared/languages.ts';
import { useConsoleHost } from './console-host.ts';
import { ConsolePage } from './pages/console-page.ts';

/** The title of the first screen when nothing is wrong. */
const titles: Record<Language, string> = {
  en: 'Everything works',
  ar: 'كل شيء يعمل',
  de: 'Alles funktioniert',
  es: 'Todo funciona',
  fr: 'Tout fonctionne',
  hi: 'सब ठीक चल रहा है',
  'pt-BR': 'Tudo funciona',
  'zh-CN': '一切正常',
};

async function goTo(page: Page, screen: string): Promise<void> {
  await page.evaluate((name) => {
    window.location.hash = `#/${name}`;
  }, screen);
  await expectPage(page.locator(`nav a[href="#/${screen}"]`)).toHaveAttribute('aria-current', 'page');
}

const shownIn = (page: Page): Promise<(string | null)[]> =>
  Promise.all(['lang', 'dir'].map((name) => page.locator('html').getAttribute(name)));

describe('The console', () => {
  const host = useConsoleHost();

  it.each(languageTags)('speaks %s where the system does, and runs the way it runs', async (locale) => {
    const { page } = await host.open('office', { locale });
    await expectPage(new ConsolePage(page).title).toHaveText(titles[locale]);
    await expectPage.poll(() => shownIn(page)).toEqual([locale, languages[locale].dir]);
    await expectPage.poll(() => page.evaluate(() => window.fake.shell.languages)).toEqual([locale]);
  });

  it.each([
    ['pt-PT', 'pt-BR'],
    ['zh-TW', 'zh-CN'],
    ['ar-EG', 'ar'],
    ['sv-SE', 'en'],
  ] as const)('answers a system in %s with %s', async (locale, language) => {
    const { page } = await host.open('office', { locale });
    await expectPage(new ConsolePage(page).title).toHaveText(titles[language]);
  });

  it('writes the digits of codes and addresses in Arabic too', async () => {
    const { page } = await host.open('office', { locale: 'ar-EG' });
    await expectPage(new ConsolePage(page).title).toHaveText(titles.ar);
    await expectPage(page.locator('main')).toContainText('192.168.1.5');
    expect(await page.locator('body').innerText()).not.toMatch(/[٠-٩]/);
  });

  it('names devices in its language, finds them by that, and keeps what nobody has named as it is', async () => {
    const { page } = await host.open('office', { locale: 'ar' });
    await expectPage(new ConsolePage(page).title).toHaveText(titles.ar);
    await goTo(page, 'sessions');
    const rows = page.locator('tbody tr[data-id]');
    await page.getByRole('textbox', { name: 'تصفية الجلسات' }).fill('safari على ben');
    await expectPage(rows).toHaveCount(1);
    await expectPage(rows).toContainText(/Safari.? على .?iPhone/);
    await rows.click();
    const drawer = page.getByRole('dialog');
    await expectPage(drawer.locator('dl')).toContainText(/Safari.? على .?iPhone/);
    await page.keyboard.press('Escape');
    await expectPage(drawer).toHaveCount(0);
    await rows.focus();
    await page.keyboard.press('F2');
    const name = drawer.getByRole('textbox');
    await expectPage(name).toBeFocused();
    await expectPage(name).toHaveValue('Safari على iPhone');
    await page.keyboard.press('Enter');
    await expectPage(drawer).toHaveCount(0);
    await goTo(page, 'settings');
    await page.getByRole('combobox', { name: 'اللغة' }).click();
    await page.getByRole('option', { name: 'English' }).click();
    await goTo(page, 'sessions');
    await expectPage(rows).toHaveCount(0);
    await page.getByRole('textbox', { name: 'Filter sessions' }).fill('safari on ben');
    await expectPage(rows).toHaveCount(1);
    await expectPage(rows).toContainText('Safari on iPhone');
  });

  it('says in its language what the authority found, and in English what is only written down', async () => {
    const { page } = await host.open('office', { locale: 'ar' });
    await expectPage(new ConsolePage(page).title).toHaveText(titles.ar);
    await page.evaluate(() => {
      const since = new Date().toISOString();
      const facts = { code: 'seats_nearly_full', used: 38, seats: 40 } as const;
      window.fake.authority.setAlarms([
        { code: 'seats_nearly_full', since, sentence: '38 of 40 seats are in use.', facts },
        { code: 'disk_low', since, sentence: 'The disk is nearly full.' },
      ]);
    });
    const [seats, disk] = [
      page.locator('main li', { hasText: /38.*40/ }),
      page.getByText('The disk is nearly full.'),
    ];
    await expectPage(seats).toHaveText(/[\u0600-\u06ff]{3,}.*38.*40/);
    await expectPage(seats).not.toContainText('seats are in use');
    await expectPage(disk).toHaveAttribute('lang', 'en');
  });

  it('takes another language at once, keeps it, and gives it back to the system', async () => {
    const { page } = await host.open('office');
    await goTo(page, 'settings');
    await page.getByRole('combobox', { name: 'Language' }).click();
    await page.getByRole('option', { name: 'العربية' }).click();
    await expectPage(new ConsolePage(page).title).toHaveText('الإعدادات');
    await expectPage.poll(() => shownIn(page)).toEqual(['ar', 'rtl']);
    await expectPage.poll(() => page.evaluate(() => window.fake.shell.languages)).toEqual(['en', 'ar']);

    await page.reload();
    await expectPage(new ConsolePage(page).title).toHaveText('الإعدادات');
    await page.getByRole('combobox', { name: 'اللغة' }).click();
    await page.getByRole('option', { name: 'كالنظام' }).click();
    await expectPage(new ConsolePage(page).title).toHaveText('Settings');
    await expectPage.poll(() => shownIn(page)).toEqual(['en', 'ltr']);
  });
});
