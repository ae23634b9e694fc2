import type { ElectronApplication, Page } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createAppDirs, openElectronApp } from '../support/electron-app.ts';

describe('saving a file from the console', () => {
  const dirs = createAppDirs({ withFixtures: true });
  let app: ElectronApplication;
  let page: Page;
  beforeAll(async () => {
    ({ app, page } = await openElectronApp(dirs));
    await page.waitForURL('app://console/index.html');
  });
  afterAll(async () => {
    await app?.close();
    dirs.remove();
  });

  /** Stands for the admin: chooses these places one after the other, `undefined` cancels; keeps what was said. */
  const choose = (places: readonly (string | undefined)[]) =>
    app.evaluate(({ dialog }, all) => {
      const said: { proposed: string[]; told: string[] } = { proposed: [], told: [] };
      Object.assign(globalThis, { said });
      const left = [...all];
      dialog.showSaveDialog = async (...args: unknown[]) => {
        said.proposed.push((args.at(-1) as { defaultPath: string }).defaultPath);
        const filePath = left.shift();
        return { canceled: filePath === undefined || filePath === null, filePath: filePath ?? '' };
      };
      dialog.showMessageBox = async (...args: unknown[]) => {
        const { message, detail } = args.at(-1) as { message: string; detail: string };
        said.told.push(`${message}: ${detail}`);
        return { response: 0, checkboxChecked: false };
      };
    }, places);
  const readSaid = () =>
    app.evaluate(() => (globalThis as unknown as { said: { proposed: string[]; told: string[] } }).said);
  const save = (name: string, content: string) =>
    page.evaluate((file) => window.rollcallShell.saveFile(file), { name, content });

  it('writes it where the admin says, and tells the page where', async () => {
    const place = path.join(dirs.profileDir, 'sessions.csv');
    await choose([place]);
    expect(await save('sessions.csv', 'user\r\nJoão\r\n')).toBe(place);
    expect(fs.readFileSync(place, 'utf8')).toBe('user\r\nJoão\r\n');
    const { proposed } = await readSaid();
    expect(path.basename(proposed[0] ?? '')).toBe('sessions.csv');
  });

  it('writes nothing when the admin cancels', async () => {
    await choose([undefined]);
    expect(await save('sessions.csv', 'x')).toBeUndefined();
  });

  it('says in words why a place will not do, and asks again', async () => {
    const place = path.join(dirs.profileDir, 'again.csv');
    await choose([path.join(dirs.profileDir, 'gone', 'a.csv'), dirs.profileDir, place]);
    expect(await save('a.csv', 'x')).toBe(place);
    const { told, proposed } = await readSaid();
    expect(told[0]).toContain('a.csv was not saved: This folder does not exist any more.');
    expect(told[1]).toContain('This is a folder.');
    expect(proposed[1]).toBe(path.join(dirs.profileDir, 'gone', 'a.csv'));
  });

  it('a file or a folder is chosen by the same kind of dialog, which opens where one was before', async () => {
    const chosen = path.join(dirs.profileDir, 'a.backup');
    await app.evaluate(({ dialog }, filePath) => {
      const asked: { defaultPath?: string; properties?: string[] }[] = [];
      Object.assign(globalThis, { asked });
      dialog.showOpenDialog = async (...args: unknown[]) => {
        asked.push(args.at(-1) as (typeof asked)[0]);
        return asked.length === 1
          ? { canceled: false, filePaths: [filePath] }
          : { canceled: true, filePaths: [] };
      };
    }, chosen);
    const choose = (kind: 'file' | 'folder', from: string) =>
      page.evaluate((wanted) => window.rollcallShell.choosePath(wanted), { kind, from });
    expect(await choose('file', dirs.profileDir)).toBe(chosen);
    expect(await choose('folder', 'not/full')).toBeUndefined();
    const asked = await app.evaluate(
      () => (globalThis as unknown as { asked: { defaultPath: string; properties: string[] }[] }).asked,
    );
    expect(asked[0]).toMatchObject({ defaultPath: dirs.profileDir, properties: ['openFile'] });
    expect(path.isAbsolute(asked[1]?.defaultPath ?? '')).toBe(true);
    expect(asked[1]?.properties).toContain('openDirectory');
  });

  it.each(['../a.csv', 'a/b.csv', '.profile', 'a\u0000.csv', ''])(
    'takes no name that is more than a name: %j',
    async (name) => {
      await expect(save(name, 'x')).rejects.toThrow('refused: these arguments do not fit saveFile');
    },
  );
});
