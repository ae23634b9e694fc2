import { expect, it } from 'vitest';
import { checkCycles } from './cycles.ts';
import { readSources } from './read-sources.ts';
import { fixtureDir, repositoryDir, SOURCE_FOLDERS } from './roots.ts';

it('no file is in an import cycle', () => {
  expect(checkCycles(readSources(repositoryDir, SOURCE_FOLDERS))).toEqual([]);
});

it('a cycle is named with its way round', () => {
  expect(checkCycles(readSources(fixtureDir('cycles'), SOURCE_FOLDERS))).toEqual([
    'shared/a.ts → shared/b.ts → shared/c.ts → shared/a.ts',
  ]);
});
