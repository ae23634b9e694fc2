import { describe, expect, it } from 'vitest';
import { checkExports, checkPathNames } from './names.ts';
import { listFiles, readSources } from './read-sources.ts';
import { fixtureDir, repositoryDir, SOURCE_FOLDERS } from './roots.ts';

const NAMED_FOLDERS = [...SOURCE_FOLDERS, 'build', 'test'];

describe('names of files and folders', () => {
  it('are kebab-case and say something', () => {
    const paths = listFiles(repositoryDir, NAMED_FOLDERS).filter((path) => !path.includes('/fixtures/'));
    expect(paths.length).toBeGreaterThan(50);
    expect(checkPathNames(paths)).toEqual([]);
  });

  it('are told when they are not', () => {
    expect(checkPathNames(listFiles(fixtureDir('names'), SOURCE_FOLDERS))).toEqual([
      'shared/SessionList.ts: not kebab-case',
      'shared/utils: the name "utils" says nothing',
      'shared/utils/helpers.ts: the name "helpers" says nothing',
    ]);
  });
});

describe('what a file exports', () => {
  it('has a name and is made there', () => {
    expect(checkExports(readSources(repositoryDir, SOURCE_FOLDERS))).toEqual([]);
  });

  it('is told when it is a default or only handed on', () => {
    expect(checkExports(readSources(fixtureDir('exports'), SOURCE_FOLDERS))).toEqual([
      'shared/default-function.ts: a default export',
      'shared/handed-on.ts: a barrel',
      'shared/index.ts: a barrel',
      'shared/renamed-default.ts: a default export',
    ]);
  });
});
