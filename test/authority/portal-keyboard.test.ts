import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passwordOf } from '../support/authority-process.ts';
import { openChromium } from '../support/open-chromium.ts';
import { openPortalWorld, type PortalWorld } from '../support/portal/portal-world.ts';

let world: PortalWorld;
let chrome: Browser;

beforeAll(async () => {
  world = await openPortalWorld();
  chrome = await openChromium();
});
afterAll(async () => {
  await chrome?.close();
  await world?.close();
});

interface Focus {
  readonly name: string;
  readonly outline: string;
}

/** What has the keyboard, by its name, and how wide the line around it is. */
function readFocus(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const name =
      element instanceof HTMLInputElement && element.labels?.[0]
        ? element.labels[0].textContent
        : (element?.getAttribute('aria-label') ?? element?.textContent ?? '');
    const { outlineStyle, outlineWidth } = getComputedStyle(element ?? document.body);
    return { name: name.trim(), outline: `${outlineStyle} ${outlineWidth}` };
  });
}

/** Tab until `name` has the keyboard. Everything on the way can be seen to have it. @returns the names on the way */
async function tabTo(page: Page, name: string): Promise<string[]> {
  const way: string[] = [];
  while (way.at(-1) !== name) {
    await page.keyboard.press('Tab');
    const focus = await readFocus(page);
    if (way.length > 40) throw new Error(`no ${name} on the way: ${way.join(', ')}`);
    if (focus.outline !== 'solid 3px')
      throw new Error(`${focus.name} does not show that it has the keyboard`);
    way.push(focus.name);
  }
  return way;
}

describe('by the keyboard alone', () => {
  it('somebody signs in, makes room, looks after the own devices and signs out', async () => {
    const { name, id } = await world.addUser({ limit: 2 });
    await world.signInElsewhere(name, 'Till 1');
    await world.signInElsewhere(name, 'Till 2');
    const page = await chrome.newPage({ ignoreHTTPSErrors: true });
    await page.goto(`${world.authority.origin}/sign-in`);

    // A field, its button that shows the password, and the form are in the order of the page.
    expect(await tabTo(page, 'User name')).toEqual(['User name']);
    await page.keyboard.type(name);
    expect(await tabTo(page, 'Show')).toEqual(['Password', 'Show']);
    await page.keyboard.press('Space');
    // The field has the keyboard again, so that typing goes on.
    expect((await readFocus(page)).name).toBe('Password');
    await page.keyboard.type(passwordOf(name));
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: 'Choose a device to sign out' }).waitFor();
    const chooser = await tabTo(page, 'Cancel');
    expect(chooser.slice(0, 3)).toEqual([
      'Sign out this device and continue',
      'Sign out this device and continue',
      'Sign out the one not used longest and continue',
    ]);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');

    await page.waitForURL('**/devices');
    await tabTo(page, 'Rename Chrome on Linux');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Name of the device');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('My own phone');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/devices?notice=renamed');
    await tabTo(page, 'Sign out Till 2');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/devices?notice=ended');
    const { sessions } = await world.control.sessions.list({ state: 'live', userId: id });
    expect(sessions.map(({ device }) => device)).toEqual(['My own phone']);

    await tabTo(page, 'Apps');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/apps');
    await tabTo(page, 'My devices');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/devices');
    await tabTo(page, 'Sign out of this device');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await page.close();
  });
});

describe('the page of apps', () => {
  it('has the apps that are open to somebody, in the order of their names, and no others', async () => {
    const { name } = await world.addUser({ limit: 3, groups: [world.insiders] });
    const outsider = await world.addUser();
    const read = async (who: string): Promise<string[]> => {
      const page = await chrome.newPage({ ignoreHTTPSErrors: true });
      await page.goto(`${world.authority.origin}/sign-in?return_to=/apps`);
      await page.getByLabel('User name').fill(who);
      await page.getByLabel('Password', { exact: true }).fill(passwordOf(who));
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL('**/apps');
      const links = await page
        .locator('.apps a')
        .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
      await page.close();
      return links.map(String);
    };
    const { open, closed } = world.behindGateway;
    const shop = 'https://shop.example.test/';
    expect(await read(name)).toEqual([`${open}/`, shop, `${closed}/`]);
    expect(await read(outsider.name)).toEqual([`${open}/`, shop]);
  });
});
