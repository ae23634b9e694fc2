import type { Browser, BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages, languageTags, type Language } from '../../shared/languages.ts';
import { plainText } from '../../shared/write-values.ts';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { Browser as Client, chromeOnWindows, readForms, readText } from '../support/client.ts';
import { expectPage } from '../support/expect-page.ts';
import { runAxe } from '../support/run-axe.ts';
import { openChromium } from '../support/open-chromium.ts';
import { openControl, userIdOf, type Control } from '../support/open-control.ts';
import { sendForm } from '../support/portal/portal-world.ts';

let authority: AuthorityProcess;
let chrome: Browser;
let control: Control;
/** What the button that signs in says. */
const signIn: Record<Language, string> = {
  en: 'Sign in',
  ar: 'تسجيل الدخول',
  de: 'Anmelden',
  es: 'Iniciar sesión',
  fr: 'Se connecter',
  hi: 'साइन इन करें',
  'pt-BR': 'Entrar',
  'zh-CN': '登录',
};

beforeAll(async () => {
  authority = await startSetUpAuthority();
  await addUser(authority, 'ann', { limit: 2 });
  control = openControl(authority);
  chrome = await openChromium();
});
afterAll(async () => {
  await chrome.close();
  await authority.remove();
});

async function openBrowser(
  locale: string,
  javaScriptEnabled = true,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await chrome.newContext({
    ignoreHTTPSErrors: true,
    locale,
    javaScriptEnabled,
    viewport: { width: 320, height: 640 },
  });
  return { context, page: await context.newPage() };
}

const shownIn = (page: Page): Promise<(string | null)[]> =>
  Promise.all(['lang', 'dir'].map((name) => page.locator('html').getAttribute(name)));

async function choose(page: Page, language: Language): Promise<void> {
  await page.locator('.languages summary').click();
  await page.getByRole('button', { name: languages[language].name }).click();
}

describe('the sign-in page', () => {
  it.each(languageTags)('speaks %s to a browser that asks for it, on a phone', async (language) => {
    const { context, page } = await openBrowser(language);
    await page.goto(`${authority.origin}/sign-in`);
    await expectPage.poll(() => shownIn(page)).toEqual([language, languages[language].dir]);
    expect(await page.getByRole('button', { name: signIn[language], exact: true }).isVisible()).toBe(true);
    await page.locator('.languages summary').click();
    const violations = await runAxe(page);
    expect(violations).toEqual([]);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
    await context.close();
  });

  it.each([
    ['with', true],
    ['without', false],
  ])('lets somebody choose another language %s JavaScript, and stays on the way', async (_, script) => {
    const { context, page } = await openBrowser('en-GB', script);
    await page.goto(`${authority.origin}/sign-in?return_to=/account/password`);
    await choose(page, 'ar');
    await expectPage.poll(() => shownIn(page)).toEqual(['ar', 'rtl']);
    await page.getByLabel('اسم المستخدم').fill('ann');
    await page.getByLabel('كلمة المرور', { exact: true }).fill(passwordOf('ann'));
    await page.getByRole('button', { name: 'تسجيل الدخول', exact: true }).click();
    await page.waitForURL('**/account/password');
    await expectPage.poll(() => shownIn(page)).toEqual(['ar', 'rtl']);

    await page.goto(`${authority.origin}/sign-in`);
    await choose(page, 'zh-CN');
    await expectPage.poll(() => shownIn(page)).toEqual(['zh-CN', 'ltr']);
    await choose(page, 'en');
    await expectPage.poll(() => shownIn(page)).toEqual(['en', 'ltr']);
    await context.close();
  });
});

describe('the name of a device that nobody has named', () => {
  const devicesKept = async (): Promise<string[]> => {
    const { sessions } = await control.sessions.list({
      state: 'live',
      userId: await userIdOf(control, 'ben'),
    });
    return sessions.map(({ device }) => device);
  };

  it('is kept in no language, shown in the reader’s, and still kept so when it is sent as it was shown', async () => {
    await addUser(authority, 'ben', { limit: 1, policy: 'refuse' });
    const { context, page } = await openBrowser('ar');
    await page.goto(`${authority.origin}/sign-in`);
    await sendForm(page, '/sign-in', { username: 'ben', password: passwordOf('ben') });
    await page.waitForURL('**/devices');
    expect(plainText((await page.locator('.own strong').textContent()) ?? '')).toContain('Chrome على Linux');
    expect(await devicesKept()).toEqual(['Chrome on Linux']);

    const rename = page.locator('.own .rename');
    await rename.locator('summary').click();
    expect(await rename.locator('[name=device]').inputValue()).toBe('Chrome على Linux');
    await rename.locator('button').click();
    await page.waitForURL('**/devices?notice=renamed');
    expect(await devicesKept()).toEqual(['Chrome on Linux']);

    const german = new Client(authority.origin, authority.ca, chromeOnWindows);
    german.cookies.set('__Host-rollcall-language', 'de');
    const refused = await german.signIn('ben', passwordOf('ben'));
    expect(readText(refused.text)).toContain('Chrome auf Linux');
    await page.goto(`${authority.origin}/devices`);
    await rename.locator('summary').click();
    await rename.locator('[name=device]').fill('هاتفي');
    await rename.locator('button').click();
    await page.waitForURL('**/devices?notice=renamed');
    expect(await devicesKept()).toEqual(['هاتفي']);
    await context.close();
  });
});

describe('the choice of a language', () => {
  const open = async (): Promise<{ client: Client; fields: Record<string, string> }> => {
    const client = new Client(authority.origin, authority.ca, chromeOnWindows);
    const page = await client.send('/sign-in');
    const form = readForms(page.text).find(({ action }) => action === '/language');
    if (!form) throw new Error('no form to choose a language');
    return { client, fields: form.fields };
  };

  it('is kept in a cookie of this host alone, and nothing keeps the page', async () => {
    const { client, fields } = await open();
    const answer = await client.post('/language', { ...fields, language: 'fr' });
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe('/sign-in');
    expect(answer.headers['cache-control']).toBe('no-store');
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toContain(
      '__Host-rollcall-language=fr; Max-Age=34560000; Path=/; HttpOnly; Secure; SameSite=Lax',
    );
    expect((await client.send('/trust')).text).toContain('<html lang="fr" dir="ltr">');
  });

  it.each([
    ['a language there is not', { language: 'xx' }, 400],
    ['a form without its token', { language: 'fr', form_token: '' }, 403],
    ['a way out of Rollcall', { language: 'fr', return_to: 'https://example.com/' }, 400],
  ])('refuses %s', async (_, more, status) => {
    const { client, fields } = await open();
    const answer = await client.post('/language', { ...fields, ...more });
    expect(answer.status).toBe(status);
    expect(String(answer.headers['set-cookie'])).not.toContain('rollcall-language');
  });
});
