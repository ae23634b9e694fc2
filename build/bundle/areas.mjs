import { nodeBundle } from './node-bundle.mjs';
import { rendererBundle } from './renderer-bundle.mjs';

/**
 * What is built: for each area its entries, the folders whose change makes it stale, and its configuration.
 * The key of an entry is the name of its file in `out/<area>/`.
 */
export const AREAS = {
  authority: {
    entries: {
      utility: 'electron/authority/entry/utility.ts',
      cli: 'electron/authority/entry/cli.ts',
      'store-worker': 'electron/authority/base/storage/store-worker.ts',
    },
    sources: ['electron/authority', 'shared'],
    config: nodeBundle,
  },
  main: {
    entries: { main: 'electron/main/main.ts' },
    sources: ['electron/main', 'build/icons', 'shared'],
    config: nodeBundle,
  },
  // A sandboxed preload must be one CommonJS file.
  preload: {
    entries: { preload: 'electron/preload/preload.ts' },
    sources: ['electron/preload', 'shared'],
    config: (places) => nodeBundle({ ...places, format: 'cjs', extension: 'cjs' }),
  },
  renderer: {
    entries: { index: 'renderer/index.html' },
    sources: ['renderer', 'shared'],
    config: rendererBundle,
  },
};
