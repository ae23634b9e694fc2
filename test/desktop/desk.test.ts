import type { ElectronApplication, Page } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WindowAct } from '../../shared/contract/console-command.ts';
import { createAppDirs, openElectronApp } from '../support/electron-app.ts';
import { eventually } from '../support/eventually.ts';

/** What the system would have been told, kept by stand-ins for its notifications and its tray. */
interface Desk {
  readonly notices: { title: string; body: string; act: string; open: boolean; click: () => void }[];
  tray:
    | { menu: string[]; offers: string[]; tip: string; image: string; choose: (label: string) => void }
    | undefined;
  /** How often the tray was told what to say. */
  said: number;
  inFront: boolean;
}
const dirs = createAppDirs({ withFixtures: true });
let app: ElectronApplication;
let page: Page;

beforeAll(async () => {
  ({ app, page } = await openElectronApp(dirs));
  await page.waitForURL('app://console/index.html');
  await standIn();
  await eventually('the channel to the authority', () => page.evaluate(() => 'raise' in window));
});
afterAll(async () => {
  await app?.close();
  dirs.remove();
});

/** Neither a notification service nor a tray is there under Xvfb: their calls are kept instead. */
const standIn = () =>
  app.evaluate(({ BrowserWindow, Notification, Tray }) => {
    const desk: Desk = { notices: [], tray: undefined, said: 0, inFront: false };
    Object.assign(globalThis, { desk });
    BrowserWindow.getAllWindows()[0]!.isFocused = () => desk.inFront;
    Notification.isSupported = () => true;
    Notification.prototype.show = function show() {
      const notice = {
        title: this.title,
        body: this.body,
        act: this.actions[0]?.text ?? '',
        open: true,
        click: () => void this.emit('click'),
      };
      desk.notices.push(notice);
      this.close = () => {
        notice.open = false;
      };
    };
    const shown = () => (desk.tray ??= { menu: [], offers: [], tip: '', image: '', choose: () => undefined });
    Tray.prototype.setToolTip = (tip) => void (shown().tip = tip);
    Tray.prototype.setImage = (image) =>
      void (shown().image = typeof image === 'string' ? image : image.toDataURL());
    Tray.prototype.setContextMenu = (menu) => {
      desk.said += 1;
      const items = menu?.items ?? [];
      shown().menu = items.filter(({ type }) => type !== 'separator').map(({ label }) => label);
      shown().offers = items
        .filter(({ enabled, label }) => enabled && label !== '')
        .map(({ label }) => label);
      shown().choose = (label) => items.find((item) => item.label === label)?.click();
    };
    const { destroy } = Tray.prototype as { destroy: (this: Electron.Tray) => void };
    Tray.prototype.destroy = function remove() {
      desk.tray = undefined;
      destroy.call(this);
    };
  });
type Kept = { desk: Desk };
const readNotices = () =>
  app.evaluate(() =>
    (globalThis as unknown as Kept).desk.notices.map(({ title, body, act, open }) => ({
      title,
      body,
      act,
      open,
    })),
  );
const readTray = () =>
  app.evaluate(() => {
    const { tray } = (globalThis as unknown as Kept).desk;
    return tray && { menu: tray.menu, offers: tray.offers, tip: tray.tip, image: tray.image };
  });
const countSaid = () => app.evaluate(() => (globalThis as unknown as Kept).desk.said);
/** The tray, once it says this. */
const waitForTray = (sentence: string) =>
  eventually(`the tray: ${sentence}`, async () => {
    const tray = await readTray();
    return tray?.tip === `Rollcall: ${sentence}` && tray;
  });
const setInFront = (inFront: boolean) =>
  app.evaluate((_electron, to) => void ((globalThis as unknown as Kept).desk.inFront = to), inFront);
const clickNotice = (title: string) =>
  app.evaluate(
    (_electron, text) =>
      (globalThis as unknown as Kept).desk.notices.findLast((notice) => notice.title === text)?.click(),
    title,
  );
const readMenu = () => app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.items.map(({ label }) => label));
const choose = (label: string) =>
  app.evaluate(({ Menu }, text) => {
    const items = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? []);
    items.find((one) => one.label === text)!.click();
  }, label);
const waitForMenu = (labels: readonly string[]) =>
  eventually(`the menus ${labels.join(', ')}`, async () => (await readMenu()).join() === labels.join());
const readCommands = () => page.evaluate(() => window.seen.commands);
/** Done when the app knows them: its tray says so, and has said something since. */
const raise = async (alarms: readonly string[]) => {
  const saidBefore = await countSaid();
  await page.evaluate((codes) => window.raise(codes), alarms);
  const sentence =
    ['Everything works', '1 thing needs you'][alarms.length] ?? `${alarms.length} things need you`;
  await eventually('the app knows the alarms', async () => (await countSaid()) > saidBefore);
  return waitForTray(sentence);
};

describe('the menus', () => {
  it('ask the console for a screen and an act, and bring it to the front', async () => {
    await app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0]!;
      window.focus = () => Object.assign(globalThis, { focused: true });
    });
    await choose('Seats and limits');
    await choose('Add a user…');
    await choose('Find or do something…');
    await eventually('the commands', async () => (await readCommands()).length === 3);
    expect(await readCommands()).toEqual([
      { type: 'screen', screen: 'limits' },
      { type: 'act', act: 'addUser' },
      { type: 'commandBox' },
    ]);
    expect(await app.evaluate(() => 'focused' in globalThis)).toBe(true);
  });

  it('change at once with the language of the console, and so does the tray', async () => {
    await page.evaluate(() => window.rollcallShell.setDesktopOptions({ tray: true }));
    await page.evaluate(() => window.rollcallShell.tellLanguage('de'));
    await waitForMenu(['Datei', 'Bearbeiten', 'Ansicht', 'Gehe zu', 'Dienst', 'Hilfe']);
    expect((await waitForTray('Alles funktioniert')).menu[0]).toBe('Alles funktioniert');
    await page.evaluate(() => window.rollcallShell.tellLanguage('en'));
    await waitForMenu(['File', 'Edit', 'View', 'Go', 'Authority', 'Help']);
  });

  it('say on which versions and data this runs', async () => {
    await app.evaluate(({ dialog }) => {
      dialog.showMessageBox = async (...args: unknown[]) => {
        Object.assign(globalThis, { told: (args.at(-1) as { detail: string }).detail });
        return { response: 0, checkboxChecked: false };
      };
    });
    await choose('About Rollcall');
    const told = await eventually('the versions', () =>
      app.evaluate(() => (globalThis as unknown as { told?: string }).told),
    );
    expect(told).toContain(`Data directory: ${dirs.dataDir}`);
    expect(told).toMatch(/^Rollcall 0\.0\.0\nElectron \d+/);
  });

  it('do the same when the command box asks for it: zoom, and to stop only after the question', async () => {
    const level = () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getZoomLevel());
    const ask = (act: WindowAct) => page.evaluate((one) => window.rollcallShell.doInWindow(one), act);
    await ask('zoomIn');
    await eventually('half a step larger', async () => (await level()) === 0.5);
    await ask('actualSize');
    await eventually('the actual size', async () => (await level()) === 0);
    await app.evaluate(({ dialog }) => {
      dialog.showMessageBox = async (...args: unknown[]) => {
        Object.assign(globalThis, { asked: (args.at(-1) as { message: string }).message });
        // Cancel, in whatever place it stands.
        const { buttons = [] } = args.at(-1) as { buttons?: string[] };
        return { response: buttons.indexOf('Cancel'), checkboxChecked: false };
      };
    });
    await ask('stopAuthority');
    const asked = await eventually('the question', () =>
      app.evaluate(() => (globalThis as unknown as { asked?: string }).asked),
    );
    expect(asked).toBe('Stop the authority?');
    expect((await page.evaluate(() => window.rollcallShell.getState())).authority.phase).not.toBe('stopped');
  });
});

describe('the tray', () => {
  beforeEach(() =>
    page.evaluate(() => window.rollcallShell.setDesktopOptions({ tray: true, notifications: false })),
  );
  it('has a sentence, the console, a pause and quit, and another shape for another status', async () => {
    const works = await waitForTray('Everything works');
    expect(works.menu).toEqual(['Everything works', 'Open the console', 'Pause new sign-ins', 'Quit…']);
    const needsYou = await raise(['disk_low', 'sign_ins_paused']);
    expect(needsYou.menu).toContain('Resume sign-ins');
    expect(needsYou.image).toMatch(/^data:image\/png;base64,.{100}/);
    expect(needsYou.image).not.toBe(works.image);
  });

  it('asks the console for what it offers', async () => {
    await raise(['sign_ins_paused']);
    await app.evaluate(() => (globalThis as unknown as Kept).desk.tray?.choose('Resume sign-ins'));
    await eventually('the act', async () => (await readCommands()).at(-1)?.type === 'act');
    expect((await readCommands()).at(-1)).toEqual({ type: 'act', act: 'resumeSignIns' });
    await raise([]);
  });

  it('says that the authority is stopped, and offers nothing that needs it', async () => {
    await page.evaluate(() => window.rollcallShell.stopAuthority());
    const { offers } = await waitForTray('Stopped: nobody can sign in');
    expect(offers).toEqual(['Open the console', 'Quit…']);
    await page.evaluate(() => window.rollcallShell.restartAuthority());
    await waitForTray('Everything works');
  });

  it('goes when it is not wanted, and what is wanted is kept for the next start', async () => {
    const options = await page.evaluate(() => window.rollcallShell.setDesktopOptions({ tray: false }));
    expect(options).toEqual({ tray: false, notifications: false });
    await eventually('no tray', async () => (await readTray()) === undefined);
    const kept: unknown = JSON.parse(fs.readFileSync(path.join(dirs.profileDir, 'window.json'), 'utf8'));
    expect(kept).toMatchObject({ tray: false, notifications: false });
  });

  it('does not take the window away: it is minimised, for nobody may see the tray', async () => {
    await app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0]!;
      window.minimize = () => Object.assign(globalThis, { minimized: true });
      window.hide = () => Object.assign(globalThis, { hidden: true });
      window.close();
    });
    await eventually('minimised', () => app.evaluate(() => 'minimized' in globalThis));
    expect(await app.evaluate(() => 'hidden' in globalThis)).toBe(false);
  });
});

describe('notifications', () => {
  beforeAll(() =>
    page.evaluate(() => window.rollcallShell.setDesktopOptions({ tray: true, notifications: true })),
  );

  it('come up once, with one button that leads to where it is mended', async () => {
    await raise(['backup_failed', 'kick_war']);
    const [notice] = await readNotices();
    expect(notice).toEqual({
      title: 'Scheduled backups fail',
      body: 'When this computer breaks, what was changed since the last backup is lost.',
      act: 'Look at the backups',
      open: true,
    });
    await clickNotice('Scheduled backups fail');
    await eventually('the screen', async () => {
      const last = (await readCommands()).at(-1);
      return last?.type === 'screen' && last.screen === 'backup';
    });
  });

  it('do not come up while the window is in front, nor again for what lasts', async () => {
    await setInFront(true);
    await raise(['backup_failed', 'disk_low']);
    await setInFront(false);
    await raise(['backup_failed', 'disk_low', 'clock_jumped']);
    expect((await readNotices()).map(({ title }) => title)).toEqual([
      'Scheduled backups fail',
      'The clock was changed',
    ]);
  });

  it('go when the thing has ended', async () => {
    await raise([]);
    expect((await readNotices()).filter(({ open }) => open)).toEqual([]);
  });

  it('do not come up when they are not wanted', async () => {
    await page.evaluate(() => window.rollcallShell.setDesktopOptions({ notifications: false }));
    await raise(['seats_nearly_full']);
    await page.evaluate(() => window.rollcallShell.setDesktopOptions({ notifications: true }));
    expect(await readNotices()).toHaveLength(2);
  });

  it('come up when the authority cannot run, and not when the admin stopped it', async () => {
    await page.evaluate(() => window.rollcallShell.stopAuthority());
    await waitForTray('Stopped: nobody can sign in');
    expect(await readNotices()).toHaveLength(2);
    fs.writeFileSync(
      path.join(dirs.dataDir, 'orders.json'),
      JSON.stringify({ fail: { code: 'port_busy', message: 'Port 8443 is in use by caddy.' } }),
    );
    await page.evaluate(() => window.rollcallShell.restartAuthority());
    const notices = await eventually('the news', async () => {
      const all = await readNotices();
      return all.length === 3 && all;
    });
    expect(notices.at(-1)).toMatchObject({ title: 'Rollcall has stopped', act: 'Open Rollcall' });
  });
});
