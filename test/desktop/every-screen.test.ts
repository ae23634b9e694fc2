import type { ElectronApplication, Page } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { createAppDirs, openElectronApp } from '../support/electron-app.ts';
import { eventually } from '../support/eventually.ts';

// One app, set up once, with the real authority: each test goes on where the one before it ended.
const dirs = createAppDirs({ withFixtures: false });
const ports = ['--host', '127.0.0.1', '--https-port', '0', '--http-port', '0'];
const table = 'user,full name\nann,Ann Weber\nbruno,Bruno Costa\n';
const warnings: string[] = [];
let app: ElectronApplication;
let page: Page;

beforeAll(async () => {
  ({ app, page } = await openElectronApp(dirs, ports));
  page.on('console', (message) => {
    if (message.type() === 'warning') warnings.push(message.text());
  });
  await page.reload();
  await page.getByRole('button', { name: 'Set up a new Rollcall' }).click();
  await page.getByLabel('User name').fill('boss');
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByLabel('Password again').fill('correct horse battery');
  await page.getByRole('button', { name: 'Make the admin' }).click();
  await expectPage(page.getByRole('button', { name: 'Skip the rest' })).toBeVisible();
});
afterAll(async () => {
  await app?.close();
  dirs.remove();
});

const findItem = (label: string) =>
  app.evaluate(({ Menu }, text) => {
    const items = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? []);
    return items.find((one) => one.label === text)?.enabled;
  }, label);
const choose = (label: string) =>
  app.evaluate(({ Menu }, text) => {
    const items = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? []);
    items.find((one) => one.label === text)!.click();
  }, label);
const h1 = () => page.getByRole('heading', { level: 1 });
/** Where the admin saves files from now on. */
const saveTo = (filePath: string) =>
  app.evaluate(({ dialog }, place) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: place });
  }, filePath);

describe('the menus of the real console', () => {
  it('offer none of its screens while Rollcall is being set up, and all when it is', async () => {
    expect(await findItem('Users')).toBe(false);
    await page.getByRole('button', { name: 'Skip the rest' }).click();
    await eventually('the menus', () => findItem('Users'));
  });

  it.each([
    ['Overview', 'Everything works'],
    ['Sessions', 'Sessions'],
    ['Users', 'Users'],
    ['Seats and limits', 'Seats and limits'],
    ['Apps', 'Apps'],
    ['Reports', 'Reports'],
    ['Network', 'Network and trust'],
    ['Audit', 'Audit'],
    ['Backup', 'Backup'],
    ['Settings', 'Settings'],
  ])('go to %s', async (item, title) => {
    await choose(item);
    await expectPage(h1()).toHaveText(title);
  });

  it('open the command box, the sheet of keys and the dialog of a new user', async () => {
    const dialogs = page.getByRole('dialog');
    await choose('Find or do something…');
    await expectPage(dialogs.getByRole('combobox')).toBeFocused();
    await page.keyboard.press('Escape');
    await expectPage(dialogs).toHaveCount(0);
    await choose('Keyboard shortcuts');
    await expectPage(dialogs.getByText('Ctrl+K')).toBeVisible();
    await page.keyboard.press('Escape');
    await expectPage(dialogs).toHaveCount(0);
    await choose('Add a user…');
    await expectPage(dialogs.getByLabel('User name')).toBeVisible();
    await page.keyboard.press('Escape');
    await expectPage(dialogs).toHaveCount(0);
  });

  it('have keys that do the same', async () => {
    const press = (keyCode: string) =>
      app.evaluate(({ BrowserWindow }, code) => {
        const { webContents } = BrowserWindow.getAllWindows()[0]!;
        for (const type of ['rawKeyDown', 'keyUp'] as const)
          webContents.sendInputEvent({ type, keyCode: code, modifiers: ['control'] });
      }, keyCode);
    await press('2');
    await expectPage(h1()).toHaveText('Sessions');
    await press(',');
    await expectPage(h1()).toHaveText('Settings');
    await app.evaluate(({ dialog }) => {
      dialog.showMessageBox = async (...args: unknown[]) => {
        Object.assign(globalThis, { asked: (args.at(-1) as { message: string }).message });
        return { response: 1, checkboxChecked: false };
      };
    });
    await press('Q');
    const readAsked = () => app.evaluate(() => (globalThis as unknown as { asked?: string }).asked);
    expect(await eventually('the question', readAsked)).toBe('Quit Rollcall?');
    await press('W');
    await eventually('the notice', async () => (await readAsked()) === 'Rollcall keeps running');
  });

  it('pause and resume, by what the real authority says', async () => {
    await app.evaluate(({ Menu }) => {
      const authority = Menu.getApplicationMenu()!.items.find(({ label }) => label === 'Authority')!;
      const pause = authority.submenu!.items.find(({ label }) => label === 'Pause new sign-ins')!;
      pause.submenu!.items[0]!.click();
    });
    expect(await eventually('the pause', () => findItem('Resume sign-ins'))).toBe(true);
    await choose('Resume sign-ins');
    expect(await eventually('sign-ins again', () => findItem('Pause new sign-ins'))).toBe(true);
  });

  it('change at once with the language that is chosen', async () => {
    await choose('Settings');
    const readMenu = () =>
      app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.items.map(({ label }) => label));
    await page.getByRole('combobox', { name: 'Language' }).click();
    await page.getByRole('option', { name: 'Français' }).click();
    await eventually('French menus', async () => (await readMenu())[0] === 'Fichier');
    expect(await readMenu()).toEqual(['Fichier', 'Édition', 'Affichage', 'Aller', 'Service', 'Aide']);
    await page.getByRole('combobox', { name: 'Langue' }).click();
    await page.getByRole('option', { name: 'English' }).click();
    await eventually('English menus', async () => (await readMenu())[0] === 'File');
  });

  it('is offered a tray and notifications in the settings, kept by the app', async () => {
    const tray = page.getByRole('switch', { name: 'Show Rollcall among the status icons' });
    await expectPage(tray).not.toBeChecked();
    await expectPage(page.getByRole('switch', { name: 'Notify me when Rollcall needs me' })).toBeChecked();
    await tray.click();
    await expectPage(tray).toBeChecked();
    expect(await page.evaluate(() => window.rollcallShell.getDesktopOptions())).toEqual({
      tray: true,
      notifications: true,
    });
    await tray.click();
    await expectPage(tray).not.toBeChecked();
  });
});

describe('files', () => {
  const lines = () => page.getByRole('table', { name: 'Rows of the file' }).getByRole('row');

  it('a table of users is chosen from the disk', async () => {
    const filePath = path.join(dirs.dataDir, '..', 'people.csv');
    fs.writeFileSync(filePath, table);
    await choose('Import users…');
    await expectPage(h1()).toHaveText('Import users');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a file' }).click();
    await (await chooser).setFiles(filePath);
    await expectPage(lines()).toHaveCount(3);
  });

  it('a table of users is dropped, and one is pasted', async () => {
    await page.getByRole('button', { name: 'Another file' }).click();
    const transfer = await page.evaluateHandle((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'people.csv', { type: 'text/csv' }));
      return data;
    }, table);
    const zone = page.getByText('Drop a CSV file here, or');
    await zone.dispatchEvent('dragover', { dataTransfer: transfer });
    await zone.dispatchEvent('drop', { dataTransfer: transfer });
    await expectPage(lines()).toHaveCount(3);

    await page.getByRole('button', { name: 'Another file' }).click();
    await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), table.replaceAll(',', '\t'));
    await page.getByLabel('Or paste a table').focus();
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.paste());
    await page.getByRole('button', { name: 'Read the table' }).click();
    await expectPage(lines()).toHaveCount(3);
    await page.getByRole('button', { name: 'Add 2 users' }).click();
    await expectPage(page.getByRole('button', { name: 'Add 2 users' })).toHaveCount(0);
  });

  it('what a list shows is saved where the admin says', async () => {
    const filePath = path.join(dirs.dataDir, '..', 'list.csv');
    await saveTo(filePath);
    await choose('Users');
    await expectPage(page.locator('tbody tr').filter({ hasText: 'bruno' })).toBeVisible();
    await page.getByRole('button', { name: 'Export what is shown' }).click();
    await expectPage(page.getByText(`Saved as ${filePath}`)).toBeVisible();
    expect(fs.readFileSync(filePath, 'utf8')).toMatch(/^ann,[^]*^bruno,/m);
  });

  it('what a list shows is put on paper as a table of its own', async () => {
    await page.evaluate(() => {
      // It is there only while the page is laid out for paper.
      new MutationObserver((records, observer) => {
        const added = records.flatMap(({ addedNodes }) => [...addedNodes]);
        const paper = added.find((node) => node instanceof Element && node.tagName === 'SECTION');
        if (paper === undefined) return;
        observer.disconnect();
        Object.assign(window, { printed: paper.textContent });
      }).observe(document.body, { childList: true });
    });
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.printToPDF({}));
    const printed = await page.evaluate(() => (window as unknown as { printed?: string }).printed);
    expect(printed).toContain('3 rows, printed on');
    await expectPage(page.getByText('3 rows, printed on')).toHaveCount(0);
  });

  it('the menu prints what the page shows', async () => {
    await app.evaluate(({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!;
      webContents.print = () => Object.assign(globalThis, { printed: webContents.getURL() });
    });
    await choose('Print…');
    const printed = await eventually('the print', () =>
      app.evaluate(() => (globalThis as unknown as { printed?: string }).printed),
    );
    expect(printed).toBe('app://console/index.html#/users');
  });
});

it('the page has not warned of anything all the while', () => {
  expect(warnings).toEqual([]);
});
