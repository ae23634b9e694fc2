import { expect, it } from 'vitest';
import { readSources } from './read-sources.ts';
import { fixtureDir, repositoryDir } from './roots.ts';
import { checkSystemPrograms, type SystemPackage } from './system-programs.ts';

const listUrl = new URL('../../build/scripts/system-packages.mjs', import.meta.url);
const { SYSTEM_PACKAGES } = (await import(listUrl.href)) as { SYSTEM_PACKAGES: readonly SystemPackage[] };

it('every program that a test starts is listed for its part', () => {
  expect(checkSystemPrograms(readSources(repositoryDir, ['test']), SYSTEM_PACKAGES)).toEqual([]);
});

it('one that is not listed is named, however it is reached', () => {
  const packages = [
    { command: 'curl', parts: ['authority'] },
    { command: 'ip', parts: ['proxies'] },
  ];
  expect(checkSystemPrograms(readSources(fixtureDir('system-programs'), ['test']), packages)).toEqual([
    'test/proxies/by-import.ts starts curl, which is not listed for proxies',
  ]);
});
