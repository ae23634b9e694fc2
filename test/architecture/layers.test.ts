import { expect, it } from 'vitest';
import { checkLayers } from './layers.ts';
import { readSources } from './read-sources.ts';
import { fixtureDir, repositoryDir, SOURCE_FOLDERS } from './roots.ts';

it('imports go down only', () => {
  expect(checkLayers(readSources(repositoryDir, SOURCE_FOLDERS))).toEqual([]);
});

it('each import that goes up, across or outside is named', () => {
  expect(checkLayers(readSources(fixtureDir('layers'), SOURCE_FOLDERS))).toEqual([
    'electron/authority/base/net/listen.ts must not import electron/authority/records/users/users.ts',
    'electron/authority/base/net/listen.ts must not import electron',
    'electron/authority/elsewhere/thing.ts is in no known area',
    'electron/authority/endpoints/portal/sign-in-route.ts must not import electron/authority/endpoints/session-api/session-route.ts',
    'electron/authority/records/users/users.ts must not import electron/authority/records/audit/audit.ts',
    'electron/main/main.ts must not import electron/authority/authority.ts',
    'electron/main/main.ts must not import build/scripts/build.mjs',
    'electron/main/main.ts must not import fastify',
    'renderer/sessions/sessions-screen.tsx must not import renderer/users/users-screen.tsx',
    'renderer/sessions/sessions-screen.tsx must not import node:fs',
    'renderer/ui/button.tsx must not import renderer/text/texts.ts',
    'shared/model/user.ts must not import node:crypto',
    'shared/model/user.ts must not import electron/authority/base/net/listen.ts',
  ]);
});
