import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contrastOf } from '../../shared/model/accent.ts';
import {
  addUser,
  passwordOf,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { send } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { runAxe } from '../support/run-axe.ts';
import { openChromium } from '../support/open-chromium.ts';
import { openControl, type Control } from '../support/open-control.ts';
import { expectRefusal } from '../support/page-faults.ts';

let authority: AuthorityProcess;
let control: Control;
let chrome: Browser;

beforeAll(async () => {
  authority = await startSetUpAuthority();
  control = openControl(authority);
  chrome = await openChromium();
});

afterAll(async () => {
  await chrome.close();
  await authority.remove();
});

async function openPage(path: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const context = await chrome.newContext({ ignoreHTTPSErrors: true, colorScheme });
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

function hex(rgb: string): string {
  const parts = rgb.match(/\d+/g) ?? [];
  return `#${parts
    .slice(0, 3)
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('')}`;
}

describe.each(['light', 'dark'] as const)('the sign-in page in the %s theme', (theme) => {
  it.each(['#ffdd00', '#12b5a6', '#401020'])(
    'has the admin’s title, note and colour %s, and can be read',
    async (accent) => {
      await control.settings.set({
        values: { 'portal.title': 'Works', 'portal.note': 'Trouble? Call 17.', 'portal.accent': accent },
      });
      const page = await openPage(`${authority.origin}/sign-in`, theme);
      expect(await page.title()).toContain('Works');
      expect(await page.getByText('Trouble? Call 17.').isVisible()).toBe(true);
      const button = await page.getByRole('button', { name: 'Sign in' }).evaluate((element) => {
        const { backgroundColor, color } = getComputedStyle(element);
        return { backgroundColor, color };
      });
      expect(hex(button.backgroundColor)).not.toBe(theme === 'light' ? '#1f5f8b' : '#7fbce8');
      expect(contrastOf(hex(button.backgroundColor), hex(button.color))).toBeGreaterThanOrEqual(4.5);
      const violations = await runAxe(page);
      expect(violations.map(({ id }) => id)).toEqual([]);
      await page.context().close();
    },
  );
});

it('the admin’s note stands wherever somebody is sent to the admin', async () => {
  await control.settings.set({ values: { 'portal.note': 'Trouble? Call 17.' } });
  await addUser(authority, 'ann', { limit: 0 });
  expectRefusal(409);
  expectRefusal(404);
  const page = await openPage(`${authority.origin}/sign-in`);
  await page.getByLabel('User name').fill('ann');
  await page.getByLabel('Password', { exact: true }).fill(passwordOf('ann'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Ask the admin to raise the limit').waitFor();
  await page.getByRole('main').getByText('Trouble? Call 17.').waitFor();
  await page.goto(`${authority.origin}/nothing`);
  await page.getByText('Trouble? Call 17.').waitFor();
  await page.context().close();
});

describe('the preview', () => {
  it('is the sign-in page as it would be, with nothing that runs, and changes nothing', async () => {
    const before = await control.settings.get();
    const { light, dark } = await control.settings.previewPortal({
      title: 'Harbour <b>',
      note: 'Ask Eve.',
      accent: '#12b5a6',
    });
    for (const page of [light, dark]) {
      expect(page).toContain('Harbour &lt;b&gt;');
      expect(page).toContain('Ask Eve.');
      expect(page).toContain('name="password"');
      expect(page).not.toContain('<script');
      expect(page).not.toContain('prefers-color-scheme');
    }
    expect(light).not.toBe(dark);
    expect(await control.settings.get()).toEqual(before);
  });
});

describe('browsers that trust this Rollcall', () => {
  const count = async (): Promise<number> => (await control.status.get()).trustingDevices;

  it('are counted once each, by the check of the trust page', async () => {
    expect(await count()).toBe(0);
    const page = await openPage(`${authority.httpOrigin}/trust`);
    await eventually('the first one', async () => (await count()) === 1);
    await page.reload();
    await page.getByText('Yes. This browser opens Rollcall').waitFor();
    const other = await openPage(`${authority.httpOrigin}/trust`);
    await eventually('the second one', async () => (await count()) === 2);
    await authority.restart();
    control = openControl(authority);
    expect(await count()).toBe(2);
    await page.context().close();
    await other.context().close();
  });

  it('are not counted by the word of somebody who asks for the picture', async () => {
    const before = await count();
    for (const query of ['', '?device=', '?device=AAAAAAAAAAAAAAAAAAAAAA.x', '?device=a&device=b']) {
      const { status } = await send(`${authority.origin}/trust/check.svg${query}`, { ca: authority.ca });
      expect(status).toBe(200);
    }
    expect(await count()).toBe(before);
  });
});
