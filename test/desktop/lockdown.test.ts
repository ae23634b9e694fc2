import type { ElectronApplication, Page } from '@playwright/test';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { shellCalls } from '../../shared/contract/shell.ts';
import { createAppDirs, openElectronApp } from '../support/electron-app.ts';
import { eventually } from '../support/eventually.ts';
import { expectFault } from '../support/page-faults.ts';

const dirs = createAppDirs({ withFixtures: true });
const consoleUrl = 'app://console/index.html';
let app: ElectronApplication;
let page: Page;
let elsewhere: http.Server;
let elsewhereUrl: string;
let elsewhereHits = 0;

beforeAll(async () => {
  elsewhere = http.createServer((_request, response) => {
    elsewhereHits += 1;
    response.end('elsewhere');
  });
  await new Promise<void>((resolve) => {
    elsewhere.listen(0, '127.0.0.1', resolve);
  });
  elsewhereUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
  ({ app, page } = await openElectronApp(dirs));
  await page.waitForURL(consoleUrl);
});

afterAll(async () => {
  await app?.close();
  elsewhere?.close();
  dirs.remove();
});

beforeEach(() => {
  elsewhereHits = 0;
});

/** Opens a second window with the console's own preload. */
async function openOtherWindow(url: string): Promise<Page> {
  const [other] = await Promise.all([
    app.waitForEvent('window'),
    app.evaluate(
      async ({ BrowserWindow }, { preload, otherUrl }) => {
        const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
        await window.loadURL(otherUrl);
      },
      { preload: path.join(dirs.appDir, 'out/preload/preload.cjs'), otherUrl: url },
    ),
  ]);
  return other;
}

describe('what the page is given', () => {
  it('has every web preference of the list written out and safe', async () => {
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return (
        contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    });
    expect(preferences['enableBlinkFeatures'] ?? '').toBe('');
  });

  it('sees no global of Node or Electron', async () => {
    const names = ['require', 'process', 'module', 'exports', 'global', 'Buffer', 'ipcRenderer', 'electron'];
    const there = await page.evaluate((all) => all.filter((name) => name in window), names);
    expect(there).toEqual([]);
  });

  it('sees no global of Node in a worker either', async () => {
    const kind = await page.evaluate(
      () =>
        new Promise((resolve) => {
          new Worker('./worker.js').addEventListener('message', ({ data }) => resolve(data));
        }),
    );
    expect(kind).toBe('undefined undefined');
  });

  it('has no spelling checker, which would fetch its dictionaries', async () => {
    expect(await app.evaluate(({ session }) => session.defaultSession.isSpellCheckerEnabled())).toBe(false);
  });

  it('sees exactly the calls of the shell contract', async () => {
    const names = await page.evaluate(() => Object.keys(window.rollcallShell));
    expect(names.sort()).toEqual([...Object.keys(shellCalls), 'onCommand', 'onState'].sort());
  });

  it('cannot replace a call of the shell', async () => {
    const before = await page.evaluate(() => {
      try {
        (window as { rollcallShell: unknown }).rollcallShell = {};
      } catch {
        // Strict mode says so aloud.
      }
      return Object.keys(window.rollcallShell).length;
    });
    expect(before).toBe(Object.keys(shellCalls).length + 2);
  });
});

describe('the app scheme', () => {
  const get = (url: string) =>
    app.evaluate(async ({ session }, target) => {
      try {
        const response = await session.defaultSession.fetch(target);
        return {
          status: response.status,
          headers: Object.fromEntries(response.headers),
          body: await response.text(),
        };
      } catch (error) {
        return { status: 0, headers: {}, body: String(error) };
      }
    }, url);

  it('sends the content security policy and nosniff with every file', async () => {
    for (const name of ['index.html', 'page.js']) {
      const { status, headers } = await get(`app://console/${name}`);
      expect(status).toBe(200);
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
          "font-src 'self'; connect-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      );
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it.each([
    'app://console/../main/main.js',
    'app://console/%2e%2e/main/main.js',
    'app://console/..%2fmain%2fmain.js',
    'app://console/..%5cmain%5cmain.js',
    'app://console//etc/passwd',
    'app://console/%2fetc%2fpasswd',
    'app://console/..%2f..%2fpackage.json',
    'app://console/page.js%00.html',
    'app://console/%',
    'app://console/',
    'app://other/index.html',
  ])('serves nothing for %s', async (url) => {
    const { status, body } = await get(url);
    expect([0, 404]).toContain(status);
    expect(body).not.toContain('electron');
    expect(body).not.toContain('root:');
  });

  it('serves no file of the disk under another scheme', async () => {
    const { body } = await get('file:///etc/passwd');
    expect(body).not.toContain('root:');
  });
});

describe('what the page tries', () => {
  it('runs no script written into the page', async () => {
    expectFault(/Refused to execute inline script .*"script-src 'self'"/);
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.body.append(script);
      return 'inlineRan' in window;
    });
    expect(ran).toBe(false);
  });

  it('evaluates no text as code', async () => {
    expectFault(/Refused to evaluate a string as JavaScript .*"script-src 'self'"/);
    // The driver evaluates outside the policy; a timer of the page does not.
    await page.evaluate(() => {
      // oxlint-disable-next-line typescript/no-implied-eval -- this is what must not work
      setTimeout('window.textRan = true', 0);
    });
    await eventually('a violation of script-src', () =>
      page.evaluate(() => window.seen.violations.some((directive) => directive.startsWith('script-src'))),
    );
    expect(await page.evaluate(() => 'textRan' in window)).toBe(false);
  });

  it('reaches no network, by whatever way', async () => {
    // A request, which is complained about twice, a WebSocket and a beacon.
    expectFault(/Refused to connect to '(?:http|ws):\/\/127\.0\.0\.1:/, 4);
    expectFault(/Refused to load the image/);
    expectFault(/Refused to load the script/);
    expectFault(/Refused to load the stylesheet/);
    const outcomes = await page.evaluate(async (url) => {
      const settle = (start: (done: (outcome: string) => void) => void) =>
        new Promise<string>((resolve) => {
          start(resolve);
        });
      const load = (tag: 'img' | 'script' | 'link') =>
        settle((done) => {
          const element = document.createElement(tag);
          element.addEventListener('error', () => done('refused'));
          element.addEventListener('load', () => done('loaded'));
          if (element instanceof HTMLLinkElement) Object.assign(element, { rel: 'stylesheet', href: url });
          else element.src = url;
          document.body.append(element);
        });
      return [
        await fetch(url).then(
          () => 'loaded',
          () => 'refused',
        ),
        await load('img'),
        await load('script'),
        await load('link'),
        await settle((done) => {
          try {
            const socket = new WebSocket(url.replace('http', 'ws'));
            socket.addEventListener('error', () => done('refused'));
            socket.addEventListener('open', () => done('loaded'));
          } catch {
            done('refused');
          }
        }),
        navigator.sendBeacon(url) ? 'refused' : 'refused',
      ];
    }, elsewhereUrl);
    expect(new Set(outcomes)).toEqual(new Set(['refused']));
    expect(elsewhereHits).toBe(0);
  });

  it('is stopped by the session too when a page has no policy of its own', async () => {
    const status = await app.evaluate(
      ({ session }, url) =>
        session.defaultSession.fetch(url).then(
          (response) => response.status,
          () => 0,
        ),
      elsewhereUrl,
    );
    expect(status).toBe(0);
    expect(elsewhereHits).toBe(0);
  });

  it('shows no frame', async () => {
    expectFault(/Refused to frame 'http:\/\/127\.0\.0\.1:/);
    await page.evaluate((url) => {
      const frame = document.createElement('iframe');
      frame.src = url;
      document.body.append(frame);
    }, elsewhereUrl);
    await eventually('a violation of frame-src', () =>
      page.evaluate(() => window.seen.violations.includes('frame-src')),
    );
    expect(elsewhereHits).toBe(0);
  });

  it('opens no window', async () => {
    const opened = await page.evaluate((url) => window.open(url) !== null, elsewhereUrl);
    await page.evaluate((url) => {
      const link = document.createElement('a');
      Object.assign(link, { href: url, target: '_blank' });
      document.body.append(link);
      link.click();
    }, elsewhereUrl);
    expect(opened).toBe(false);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    expect(elsewhereHits).toBe(0);
  });

  it.each([
    ['elsewhere', undefined],
    ['app://console/page.js', undefined],
    ['file:///etc/passwd', /Not allowed to load local resource: file:\/\/\/etc\/passwd/],
    ['data:text/html,hello', /Not allowed to navigate top frame to data URL/],
  ])('does not navigate to %s', async (target, said) => {
    if (said) expectFault(said);
    await page.evaluate((url) => window.location.assign(url), target === 'elsewhere' ? elsewhereUrl : target);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(undefined))));
    expect(page.url()).toBe(consoleUrl);
    expect(await page.evaluate(() => document.title)).toBe('Test page');
    expect(elsewhereHits).toBe(0);
  });

  it('follows no redirect', async () => {
    const isPrevented = await app.evaluate(({ BrowserWindow }) => {
      const event = { defaultPrevented: false, preventDefault: () => (event.defaultPrevented = true) };
      BrowserWindow.getAllWindows()[0]?.webContents.emit('will-redirect', event);
      return event.defaultPrevented;
    });
    expect(isPrevented).toBe(true);
  });

  it('gets no webview', async () => {
    const isWebview = await page.evaluate(() => {
      const element = document.createElement('webview');
      document.body.append(element);
      return 'loadURL' in element;
    });
    const isPrevented = await app.evaluate(({ BrowserWindow }) => {
      const event = { defaultPrevented: false, preventDefault: () => (event.defaultPrevented = true) };
      BrowserWindow.getAllWindows()[0]?.webContents.emit('will-attach-webview', event, {}, {});
      return event.defaultPrevented;
    });
    expect({ isWebview, isPrevented }).toEqual({ isWebview: false, isPrevented: true });
  });

  it('is given no permission', async () => {
    const answers = await page.evaluate(async () => {
      const refused = (attempt: Promise<unknown>) =>
        attempt.then(
          () => 'given',
          () => 'refused',
        );
      return {
        notifications: await Notification.requestPermission(),
        geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
        camera: await refused(navigator.mediaDevices.getUserMedia({ video: true })),
        screen: await refused(navigator.mediaDevices.getDisplayMedia()),
        clipboard: await refused(navigator.clipboard.readText()),
      };
    });
    expect(answers).toEqual({
      notifications: 'denied',
      geolocation: 'denied',
      camera: 'refused',
      screen: 'refused',
      clipboard: 'refused',
    });
  });

  it('downloads nothing', async () => {
    const state = await app.evaluate(
      ({ BrowserWindow, session }) =>
        new Promise<string>((resolve) => {
          session.defaultSession.once('will-download', (event) =>
            setImmediate(() => resolve(event.defaultPrevented ? 'prevented' : 'started')),
          );
          void BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
            `const link = document.createElement('a');
             Object.assign(link, { href: URL.createObjectURL(new Blob(['x'])), download: 'x.txt' });
             link.click(); undefined`,
          );
        }),
    );
    expect(state).toBe('prevented');
  });
});

describe('calls to the shell', () => {
  it('are answered for the console', async () => {
    const state = await page.evaluate(() => window.rollcallShell.getState());
    expect(state).toMatchObject({ dataDir: dirs.dataDir, authority: { restarts: 0 } });
    expect(state.versions?.electron).toMatch(/^\d+\./);
  });

  it('are refused when another window asks, even one with the same page', async () => {
    const other = await openOtherWindow(consoleUrl);
    const answer = other.evaluate(() => window.rollcallShell.getState());
    await expect(answer).rejects.toThrow('refused: not the console');
    await other.close();
  });

  it('are refused when another page stands in the console window, which is given no way to the authority', async () => {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.loadURL('about:blank'));
    await eventually('the other page', () => page.url() === 'about:blank');
    const answer = page.evaluate(() => window.rollcallShell.getState());
    await expect(answer).rejects.toThrow('refused: not the console');
    await app.evaluate(
      ({ BrowserWindow }, url) => BrowserWindow.getAllWindows()[0]?.loadURL(url),
      consoleUrl,
    );
    await page.waitForURL(consoleUrl);
  });

  it.each<[keyof typeof shellCalls, unknown[]]>([
    ['getState', ['more']],
    ['restartAuthority', [1]],
    ['stopAuthority', [{}]],
    ['openPortal', []],
    ['openPortal', [7]],
    ['openPortal', ['not an address']],
    ['openPortal', [`https://127.0.0.1:18443/${'x'.repeat(3000)}`]],
    ['openPortal', ['https://127.0.0.1:18443/', 'more']],
    ['copyText', [{ toString: 'x' }]],
    ['copyText', ['x'.repeat(100_001)]],
    ['saveFile', ['sessions.csv', 'x']],
    ['saveFile', [{ name: '../sessions.csv', content: 'x' }]],
    ['doInWindow', ['crash']],
    ['setAutostart', ['yes']],
    ['setDesktopOptions', [{ tray: 'yes' }]],
  ])('are refused with arguments that do not fit: %s', async (name, input) => {
    const answer = page.evaluate(
      ([call, args]) => (window.rollcallShell[call] as (...all: unknown[]) => Promise<unknown>)(...args),
      [name, input] as const,
    );
    await expect(answer).rejects.toThrow(`refused: these arguments do not fit ${name}`);
  });

  it('open the portal and nothing else in the browser of this PC', async () => {
    await eventually('the authority to be ready', () =>
      page.evaluate(async () => (await window.rollcallShell.getState()).authority.phase === 'ready'),
    );
    await app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      shell.openExternal = async (url) => void opened.push(url);
    });
    await page.evaluate(() => window.rollcallShell.openPortal('https://127.0.0.1:18443/devices'));
    for (const url of [
      'https://127.0.0.1:18444/',
      'https://127.0.0.1:18443@example.org/',
      'https://example.org/',
      'http://127.0.0.1:18443/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'ms-settings:about',
    ]) {
      const answer = page.evaluate((target) => window.rollcallShell.openPortal(target), url);
      await expect(answer).rejects.toThrow(/not an address of this authority/);
    }
    const opened = await app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
    expect(opened).toEqual(['https://127.0.0.1:18443/devices']);
  });

  it('copy text for a page that has no permission to', async () => {
    await page.evaluate(() => window.rollcallShell.copyText('a snippet'));
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('a snippet');
  });
});
