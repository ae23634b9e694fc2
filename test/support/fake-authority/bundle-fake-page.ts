import path from 'node:path';
import { build, type Rolldown } from 'vite';
import { rootDir } from '../root-dir.ts';

/** What runs in the page before the console (`fake-page.ts`), as one script. */
export async function bundleFakePage(): Promise<string> {
  const result = (await build({
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      target: 'chrome130',
      lib: {
        entry: path.join(rootDir, 'test/support/fake-authority/fake-page.ts'),
        formats: ['iife'],
        name: 'fakePage',
      },
    },
  })) as Rolldown.RolldownOutput[];
  const chunk = result[0]?.output.find((one) => one.type === 'chunk');
  if (chunk === undefined) throw new Error('The fake authority was not bundled.');
  return chunk.code;
}
