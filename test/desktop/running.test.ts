import type { ElectronApplication, Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAppDirs, describeLaunch, openElectronApp } from '../support/electron-app.ts';
import { eventually } from '../support/eventually.ts';

const electronPath = createRequire(import.meta.url)('electron') as string;

let dirs: ReturnType<typeof createAppDirs>;
let app: ElectronApplication;
let page: Page;

beforeEach(() => {
  dirs = createAppDirs({ withFixtures: true });
});
afterEach(async () => {
  await app?.close().catch(() => {});
  dirs.remove();
});

async function open(more: readonly string[] = []): Promise<void> {
  ({ app, page } = await openElectronApp(dirs, more));
  await page.waitForURL('app://console/index.html');
}

const readNotes = () => {
  const notesPath = path.join(dirs.dataDir, 'notes.txt');
  return fs.existsSync(notesPath) ? fs.readFileSync(notesPath, 'utf8').trim().split('\n') : [];
};
const giveOrders = (orders: unknown) =>
  fs.writeFileSync(path.join(dirs.dataDir, 'orders.json'), JSON.stringify(orders));
const seen = () => page.evaluate(() => window.seen);
const getAuthority = () => page.evaluate(async () => (await window.rollcallShell.getState()).authority);
const waitForPhase = (phase: string) =>
  eventually(`the authority to be ${phase}`, async () => (await getAuthority()).phase === phase);
const waitForAnswers = (count: number) =>
  eventually(`${count} answers through ports`, async () => {
    const { answers } = await seen();
    return answers.length >= count && answers;
  });

/** Lets no dialog come up; answers each with the button of this number and keeps its question. */
const answerDialogs = (response: number) =>
  app.evaluate(({ dialog }, button) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = async (...args: unknown[]) => {
      asked.push((args.at(-1) as { message: string }).message);
      return { response: button, checkboxChecked: false };
    };
  }, response);
const readAsked = () => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
const chooseFromMenu = (label: string) =>
  app.evaluate(({ Menu }, text) => {
    const items = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? []);
    const item = items.find((one) => one.label === text);
    if (item === undefined) throw new Error(`no ${text} among ${items.map((one) => one.label).join(', ')}`);
    item.click();
  }, label);
/** Closing it minimises it: once it was told what running on means. */
const countMinimized = () =>
  app.evaluate(({ BrowserWindow }) => {
    Object.assign(globalThis, { minimized: 0 });
    BrowserWindow.getAllWindows()[0]!.minimize = () => {
      (globalThis as unknown as { minimized: number }).minimized += 1;
    };
  });
const waitForMinimized = (times: number) =>
  eventually(`minimised ${String(times)} times`, () =>
    app.evaluate(
      (_electron, count) => (globalThis as unknown as { minimized: number }).minimized === count,
      times,
    ),
  );
const closeWindow = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close());

describe('the authority', () => {
  it('is started with the data directory and the addresses of the command line', async () => {
    await open(['--https-port', '18443']);
    await waitForPhase('ready');
    expect(readNotes()).toEqual([`started --data ${dirs.dataDir} --https-port 18443`]);
  });

  it('talks with the page through a port of their own, again after the page was loaded anew', async () => {
    await open();
    const [answer] = await waitForAnswers(1);
    expect(answer).toMatchObject({ heard: 'hello' });
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.reload());
    await eventually('the page anew', async () => (await seen().catch(() => undefined))?.ports === 1);
    await waitForAnswers(1);
  });

  it('is started again when it is killed, and the console is told and gets a new port', async () => {
    await open();
    const [first] = await waitForAnswers(1);
    process.kill(first!.pid, 'SIGKILL');
    const [, second] = await waitForAnswers(2);
    expect(second!.pid).not.toBe(first!.pid);
    const { states, ports } = await seen();
    expect(states.map(({ phase }) => phase).slice(-3)).toEqual(['restarting', 'starting', 'ready']);
    expect(states.find(({ phase }) => phase === 'restarting')).toMatchObject({
      restarts: 1,
      restartAt: expect.any(Number) as number,
    });
    expect(ports).toBe(2);
  });

  it('that cannot run is left alone with its sentence until the console asks for another try', async () => {
    giveOrders({
      fail: { code: 'port_busy', message: 'Port 8443 is in use by caddy.', fix: 'Choose another port.' },
    });
    await open();
    await waitForPhase('failed');
    expect(await getAuthority()).toMatchObject({
      code: 'port_busy',
      sentence: 'Port 8443 is in use by caddy.',
      fix: 'Choose another port.',
    });
    giveOrders({});
    await page.evaluate(() => window.rollcallShell.restartAuthority());
    await waitForPhase('ready');
    expect(readNotes().filter((note) => note.startsWith('started'))).toHaveLength(2);
  });

  it('stops in order when the console asks, and starts when it asks', async () => {
    await open();
    await waitForPhase('ready');
    await page.evaluate(() => window.rollcallShell.stopAuthority());
    await waitForPhase('stopped');
    expect(readNotes().at(-1)).toBe('stopped');
    await page.evaluate(() => window.rollcallShell.restartAuthority());
    await waitForPhase('ready');
  });

  it('stops from the menu only after a question, and the menu then offers to start it', async () => {
    await open();
    await waitForPhase('ready');
    await answerDialogs(1);
    await chooseFromMenu('Stop the authority…');
    await eventually('the question', async () => (await readAsked()).length === 1);
    expect((await getAuthority()).phase).toBe('ready');
    await answerDialogs(0);
    await chooseFromMenu('Stop the authority…');
    await waitForPhase('stopped');
    await chooseFromMenu('Start the authority');
    await waitForPhase('ready');
  });
});

describe('closing the window', () => {
  it('ends nothing, and says so the first time only', async () => {
    await open();
    await waitForPhase('ready');
    await answerDialogs(0);
    await countMinimized();
    await closeWindow();
    await waitForMinimized(1);
    expect(await readAsked()).toEqual(['Rollcall keeps running']);
    await closeWindow();
    await waitForMinimized(2);
    expect(await readAsked()).toEqual(['Rollcall keeps running']);
    expect((await getAuthority()).phase).toBe('ready');
    await app.close();
    await open();
    await answerDialogs(0);
    await countMinimized();
    await closeWindow();
    await waitForMinimized(1);
    expect(await readAsked()).toEqual([]);
  });

  it('minimises it, for there may be nowhere else to find it again', async () => {
    await open();
    await answerDialogs(0);
    await countMinimized();
    await closeWindow();
    await waitForMinimized(1);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  it('remembers its size for the next start', async () => {
    await open();
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.setBounds({ x: 40, y: 50, width: 900, height: 600 }),
    );
    // The system does it in its own time.
    await eventually('the smaller window', () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getNormalBounds().width === 900),
    );
    await app.close();
    await open();
    const { width, height } = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.getNormalBounds(),
    );
    expect({ width, height }).toEqual({ width: 900, height: 600 });
  });

  it('starts in its first size when what was remembered is broken', async () => {
    fs.mkdirSync(dirs.profileDir, { recursive: true });
    fs.writeFileSync(path.join(dirs.profileDir, 'window.json'), '{"bounds":{"x":"left"}');
    await open();
    const { width, height } = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.getNormalBounds(),
    );
    expect({ width, height }).toEqual({ width: 1280, height: 820 });
  });
});

describe('starting it a second time', () => {
  it('brings the first window to the front and starts nothing', async () => {
    await open();
    await waitForPhase('ready');
    await app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0]!;
      window.focus = () => Object.assign(globalThis, { focused: true });
    });
    const second = spawn(electronPath, describeLaunch(dirs), { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    second.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(second, 'close')) as [number];
    expect(code).toBe(0);
    expect(said).toContain('already running');
    await eventually('the first window in front', () => app.evaluate(() => 'focused' in globalThis));
    expect(readNotes().filter((note) => note.startsWith('started'))).toHaveLength(1);
  });
});

describe('quitting', () => {
  it('asks first when it comes from the menu, then stops the authority in order', async () => {
    await open();
    await waitForPhase('ready');
    await answerDialogs(1);
    await chooseFromMenu('Quit…');
    await eventually('the question', async () => (await readAsked()).length === 1);
    expect(await readAsked()).toEqual(['Quit Rollcall?']);
    expect((await getAuthority()).phase).toBe('ready');
    await answerDialogs(0);
    const closed = app.waitForEvent('close');
    await chooseFromMenu('Quit…').catch(() => {});
    await closed;
    expect(readNotes().at(-1)).toBe('stopped');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('stops the authority in order at %s', async (signal) => {
    await open();
    await waitForPhase('ready');
    const closed = app.waitForEvent('close');
    const electron = app.process();
    process.kill(electron.pid!, signal);
    await closed;
    expect(readNotes().at(-1)).toBe('stopped');
    await eventually('the exit code', () => electron.exitCode !== null);
    expect(electron.exitCode).toBe(0);
  });

  it('stops the authority in order when a terminal interrupts the whole process group', async () => {
    await open();
    await waitForPhase('ready');
    const closed = app.waitForEvent('close');
    process.kill(-app.process().pid!, 'SIGINT');
    await closed;
    expect(readNotes().at(-1)).toBe('stopped');
  });

  it('waits for nothing when the authority is about to be started again', async () => {
    await open();
    const [first] = await waitForAnswers(1);
    process.kill(first!.pid, 'SIGKILL');
    await waitForPhase('restarting');
    const closed = app.waitForEvent('close');
    process.kill(app.process().pid!, 'SIGTERM');
    await closed;
    expect(readNotes()).toHaveLength(1);
  });
});

describe('the command line', () => {
  it('refuses a data directory that would contain the profile of the window', async () => {
    const launched = spawn(
      electronPath,
      describeLaunch({ ...dirs, dataDir: path.dirname(dirs.profileDir) }),
      {
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    let said = '';
    launched.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(launched, 'close')) as [number];
    expect(code).toBe(2);
    expect(said).toContain("must not contain the window's own profile");
  });
});
