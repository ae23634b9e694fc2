import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { consoleActs, consoleScreens, windowActs } from '../../shared/contract/console-command.ts';
import { settingKeySchema } from '../../shared/model/settings.ts';
import { rootDir } from '../support/root-dir.ts';
import { useConsoleHost } from './console-host.ts';
import { FramePage } from './pages/frame-page.ts';

type Texts = { readonly [key: string]: Texts | string };
const texts = JSON.parse(readFileSync(path.join(rootDir, 'renderer/text/en.json'), 'utf8')) as Texts;
const text = (key: string): string => {
  let at: Texts | string | undefined = texts;
  for (const name of key.split('.')) at = typeof at === 'object' ? at[name] : undefined;
  return typeof at === 'string' ? at : '';
};

/** What an admin types, and what is among the first that are found. */
const typed = [
  ['import', 'Import users'],
  ['import users', 'Import users'],
  ['csv', 'Import users'],
  ['certificate', 'Network'],
  ['trust', 'Network'],
  ['network and trust', 'Network'],
  ['fingerprint', 'Network'],
  ['poster', 'Poster…'],
  ['group', 'Groups'],
  ['what if', 'What if'],
  ['as a file', 'As a file'],
  ['blocked', 'Blocked'],
  ['verify', 'Check the chain'],
  ['check audit', 'Check the chain'],
  ['language', 'Language'],
  ['dark', 'Theme'],
  ['theme', 'Theme'],
  ['tray', 'Show Rollcall among the status icons of the system'],
  ['notification', 'Notify me when Rollcall needs me'],
  ['autostart', 'Start Rollcall when I sign in to this computer'],
  ['when does it run', 'When does it run?'],
  ['data directory', 'Version'],
  ['print', 'Print…'],
  ['quit', 'Quit…'],
  ['stop', 'Stop the authority…'],
  ['help', 'Keyboard shortcuts'],
  ['openid', 'OpenID Connect'],
  ['second factor', 'Users'],
] as const;

describe('The command box knows the words of people', () => {
  const host = useConsoleHost();
  const open = async (): Promise<FramePage> => {
    const frame = new FramePage((await host.open('office')).page);
    await expectPage(frame.title).toHaveCount(1);
    await frame.openBox();
    return frame;
  };
  /** All titles that are shown once there is an answer to these words. */
  const find = async (frame: FramePage, words: string, title: string): Promise<void> => {
    await frame.box.fill(words);
    const option = frame.options.filter({ has: frame.page.getByText(title, { exact: true }) });
    await expectPage(option.first(), `${words}: ${title}`).toBeVisible();
  };

  it('and has for each something to go to or to do', async () => {
    const frame = await open();
    for (const [words, title] of typed) await find(frame, words, title);
    await expectPage(frame.options).not.toHaveCount(0);
  });

  it.each([
    ['ar', 'اضافة مستخدم', 'إضافة مستخدم'],
    ['ar', 'اعدادات', 'الإعدادات'],
    ['de', 'backup', 'Sichern'],
    ['fr', 'parametres', 'Réglages'],
    ['pt-BR', 'sessao', 'Sessões'],
  ])('and in %s finds by %s: %s', async (locale, words, title) => {
    const { page } = await host.open('office', { locale });
    const frame = new FramePage(page);
    await expectPage(frame.title).toHaveCount(1);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill(words);
    const option = page.getByRole('option').filter({ has: page.getByText(title, { exact: true }) });
    await expectPage(option.first()).toBeVisible();
  });

  it('has every screen, every act of the menus and every setting by its own name', async () => {
    const frame = await open();
    const titles = [
      ...consoleScreens.map((name) => text(name === 'first-run' ? 'overview.again' : `nav.${name}`)),
      ...consoleActs.filter((name) => name !== 'resumeSignIns').map((name) => text(`box.acts.${name}`)),
      ...windowActs.filter((name) => name !== 'startAuthority').map((name) => text(`box.window.${name}`)),
      ...settingKeySchema.options.map((key) => text(`settings.items.${key}.label`)),
    ];
    expect(titles).not.toContain('');
    for (const title of titles) await find(frame, title, title);
  });

  it('finds a setting by all that the search of the Settings screen does', async () => {
    const frame = await open();
    for (const key of ['throttle.maxWaitSeconds', 'portal.note', 'network.httpPort'] as const) {
      const label = text(`settings.items.${key}.label`);
      await find(frame, text(`settings.items.${key}.description`), label);
      await find(frame, key, label);
    }
    await expectPage(frame.options).toHaveCount(1);
  });

  it('goes to tabs and starts what is on a screen', async () => {
    const frame = await open();
    const { page } = frame;
    await frame.press('Escape');
    await frame.find('what if', /^What if/);
    await expectPage(page.getByRole('tab', { name: 'What if' })).toHaveAttribute('aria-selected', 'true');
    await frame.find('blocked', /^Blocked/);
    await expectPage(page.getByRole('tab', { name: 'Blocked' })).toHaveAttribute('aria-selected', 'true');
    await frame.find('poster', /^Poster…/);
    await expectPage(frame.dialog).toContainText('How to trust and sign in');
    await frame.dismiss();
    await frame.find('theme', /^Theme/);
    await expectPage(page.getByRole('radio', { name: 'As the system' })).toBeFocused();
    await frame.find('check the chain', 'Check the chain');
    await expectPage(page.getByText('Chain verified:')).toBeVisible();
  });

  it('has the window do what its menus do, once it is out of the way; a browser has only what it can', async () => {
    const frame = await open();
    const { page } = frame;
    await frame.press('Escape');
    await frame.find('quit', /^Quit…/);
    await frame.find('paper printer', /^Print…/);
    await page.waitForFunction(() => window.fake.shell.done.length === 2);
    expect(await page.evaluate(() => window.fake.shell.done)).toEqual(['quit', 'print']);
    await page.evaluate(() => window.fake.shell.beInBrowser('ann', 's-1'));
    await frame.openBox();
    await frame.box.fill('quit');
    await expectPage(frame.dialog).toContainText('Nothing is called “quit”');
    await find(frame, 'print', 'Print…');
  });
});
