import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { version } from '../../shared/version.ts';
import { rootDir } from './root-dir.ts';

export const otherVersion = '99.0.1';

/** The built command line as another version of Rollcall would bring it: only the number differs. */
export function makeOtherVersion(): { readonly program: string; remove: () => void } {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-other-'));
  const outDir = path.join(dir, 'out');
  fs.cpSync(path.join(rootDir, 'out'), outDir, { recursive: true });
  fs.copyFileSync(path.join(rootDir, 'package.json'), path.join(dir, 'package.json'));
  fs.symlinkSync(path.join(rootDir, 'node_modules'), path.join(dir, 'node_modules'));
  const authorityDir = path.join(outDir, 'authority');
  for (const name of fs.readdirSync(authorityDir)) {
    const filePath = path.join(authorityDir, name);
    fs.writeFileSync(
      filePath,
      fs.readFileSync(filePath, 'utf8').replaceAll(`"${version}"`, `"${otherVersion}"`),
    );
  }
  return {
    program: path.join(outDir, 'rollcall.js'),
    remove: () => fs.rmSync(dir, { recursive: true, force: true }),
  };
}
