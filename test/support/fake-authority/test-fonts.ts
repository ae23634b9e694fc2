import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { rootDir } from '../root-dir.ts';

/** Under which the server of the console has them. */
export const testFontsPath = '/test-fonts/';
const packages = { 'noto-sans': ['latin', 'latin-ext'], 'noto-sans-arabic': ['arabic'] };
const weights = [400, 500, 600, 700];

/** A face of the bundled font, from its package. */
export function readTestFont(pathname: string): Promise<Buffer> {
  const fileName = path.basename(pathname);
  const owner = fileName.startsWith('noto-sans-arabic') ? 'noto-sans-arabic' : 'noto-sans';
  return readFile(path.join(rootDir, 'node_modules/@fontsource', owner, 'files', fileName));
}

/**
 * For `addInitScript`: the console is set in the bundled font, so that a picture does not depend on the fonts of the
 * system. The app itself uses those of the system.
 */
export function makeTestFontsScript(): string {
  const faces = Object.entries(packages).flatMap(([owner, scripts]) =>
    scripts.flatMap((script) =>
      weights.map((weight) => ({
        weight,
        url: `${testFontsPath}${owner}-${script}-${String(weight)}-normal.woff2`,
      })),
    ),
  );
  return `
    for (const { weight, url } of ${JSON.stringify(faces)}) {
      const range = url.includes('-arabic-arabic-') ? 'U+0600-06FF, U+0750-077F, U+FB50-FDFF, U+FE70-FEFC'
        : url.includes('latin-ext') ? 'U+0100-02BA, U+1E00-1E9F, U+2020, U+20A0-20AB'
        : 'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122, U+2190-2193, U+2212';
      document.fonts.add(new FontFace('Test', 'url(' + url + ')', { weight: String(weight), unicodeRange: range }));
    }
    document.addEventListener('DOMContentLoaded', () => {
      for (const name of ['--mantine-font-family', '--mantine-font-family-headings', '--mantine-font-family-monospace'])
        document.documentElement.style.setProperty(name, 'Test, sans-serif');
    });`;
}
