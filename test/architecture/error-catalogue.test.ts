import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCatalogue } from '../../shared/errors.ts';
import { checkCodesDocumented, checkCodesUsed } from './error-catalogue.ts';
import { readSources } from './read-sources.ts';
import { fixtureDir, repositoryDir } from './roots.ts';

const fixtureCatalogue = {
  in_use: { status: 409, sentence: 'Said so.' },
  forgotten: { status: 404, sentence: 'Never said.' },
};

describe('every code of the error catalogue', () => {
  it('is used', () => {
    expect(checkCodesUsed(errorCatalogue, readSources(repositoryDir, ['electron']))).toEqual([]);
  });

  it('is documented with its status and sentence', () => {
    const markdown = readFileSync(path.join(repositoryDir, 'docs/errors.md'), 'utf8');
    expect(checkCodesDocumented(errorCatalogue, markdown)).toEqual([]);
  });
});

describe('a code is told when', () => {
  it('nothing uses it', () => {
    expect(
      checkCodesUsed(fixtureCatalogue, readSources(fixtureDir('error-catalogue'), ['electron'])),
    ).toEqual(['forgotten is used nowhere']);
  });

  it('the table lacks it, differs from the catalogue or knows a code that is gone', () => {
    const markdown = readFileSync(path.join(fixtureDir('error-catalogue'), 'errors.md'), 'utf8');
    expect(checkCodesDocumented(fixtureCatalogue, markdown)).toEqual([
      'the table needs: | `in_use` | 409 | Said so. |',
      'the table needs: | `forgotten` | 404 | Never said. |',
      'long_gone is in the table and not in the catalogue',
    ]);
  });
});
