import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type InlineConfig } from 'vite';
import { rootDir } from './root-dir.ts';

interface NodeBundle {
  readonly nodeBundle: (places: {
    rootDir: string;
    outDir: string;
    inputs: Record<string, string>;
  }) => InlineConfig;
}

/** Bundles a test's child process as the product is bundled, so that plain Node runs it. @returns its path */
export async function bundleChild(sourcePath: string): Promise<string> {
  const name = path.basename(sourcePath, '.ts');
  const outDir = path.join(rootDir, 'out', name);
  mkdirSync(outDir, { recursive: true });
  const configPath = path.join(rootDir, 'build/bundle/node-bundle.mjs');
  const { nodeBundle } = (await import(pathToFileURL(configPath).href)) as NodeBundle;
  await build(nodeBundle({ rootDir, outDir, inputs: { [name]: path.join(rootDir, sourcePath) } }));
  return path.join(outDir, `${name}.js`);
}
