import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { changeSettings } from '../../electron/authority/operations/change-settings.ts';
import { openSeam, removeSeamDir } from '../support/seam.ts';

it('a settings file that cannot be written is in the log; the change holds and is in the file after a restart', async () => {
  let seam = await openSeam();
  const filePath = path.join(seam.dataDir, 'settings.json');
  const setTitle = (title: string) =>
    changeSettings(seam.deps, { 'portal.title': title }, 'as_they_expire', 'cli', () =>
      Promise.resolve({ ok: true }),
    );
  expect(await setTitle('Ours')).toMatchObject({ ok: true });
  expect(seam.faults).toEqual([]);

  rmSync(filePath);
  mkdirSync(path.join(filePath, 'in the way'), { recursive: true });
  expect(await setTitle('Still ours')).toMatchObject({ ok: true });
  expect(seam.faults).toEqual([`${filePath} could not be written`]);

  rmSync(filePath, { recursive: true });
  await seam.close();
  seam = await openSeam(seam.dataDir);
  expect(seam.deps.settings.current().portal.title).toBe('Still ours');
  await seam.close();
  removeSeamDir(seam.dataDir);
});
