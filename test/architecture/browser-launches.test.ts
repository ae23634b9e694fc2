import { expect, it } from 'vitest';
import { checkBrowserLaunches } from './browser-launches.ts';
import { readSources } from './read-sources.ts';
import { fixtureDir, repositoryDir } from './roots.ts';

it('every browser and window of a test is opened where what goes wrong in it is heard', () => {
  const sources = readSources(repositoryDir, ['test']).filter(({ path }) => !path.includes('/fixtures/'));
  expect(checkBrowserLaunches(sources)).toEqual([]);
});

it('one that is opened elsewhere is named, by whatever import', () => {
  const file = 'test/console/by-itself.ts must not take';
  expect(checkBrowserLaunches(readSources(fixtureDir('browser-launches'), ['test']))).toEqual([
    `${file} default of playwright`,
    `${file} * of playwright-core`,
    `${file} _electron of @playwright/test`,
    `${file} chromium of @playwright/test`,
    `${file} * of @playwright/test`,
  ]);
});
