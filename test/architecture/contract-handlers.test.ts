import { expect, it } from 'vitest';
import { controlContract } from '../../shared/contract/control.ts';
import { checkHandlers, listProcedures } from './contract-handlers.ts';
import { readSources } from './read-sources.ts';
import { fixtureDir, repositoryDir } from './roots.ts';

it('every call of the control contract has a handler', () => {
  const procedures = listProcedures(controlContract);
  expect(procedures).toContain('sessions.end');
  const handlers = readSources(repositoryDir, ['electron/authority/endpoints/control']);
  expect(checkHandlers(procedures, handlers)).toEqual([]);
});

it('a call without a handler is named', () => {
  const handlers = readSources(fixtureDir('contract-handlers'), ['electron']);
  expect(checkHandlers(['users.list', 'users.add', 'users.delete', 'changes'], handlers)).toEqual([
    'users.delete has no handler',
    'changes has no handler',
  ]);
});
