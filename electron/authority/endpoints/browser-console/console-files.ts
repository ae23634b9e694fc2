import { readdirSync } from 'node:fs';
import path from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface ConsoleFile {
  readonly filePath: string;
  readonly contentType: string;
}

/**
 * The files of the console as it was built, by their path in the address. What is not among those listed here has no
 * address: no path of a request ever reaches the disk. None when nothing was built.
 */
export function listConsoleFiles(rendererDir: string): ReadonlyMap<string, ConsoleFile> {
  const files = new Map<string, ConsoleFile>();
  const visit = (dir: string, urlDir: string): void => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      const filePath = path.join(dir, entry.name);
      const contentType = contentTypes[path.extname(entry.name)];
      if (entry.isDirectory()) visit(filePath, `${urlDir}${entry.name}/`);
      else if (entry.isFile() && contentType !== undefined) {
        files.set(`${urlDir}${entry.name}`, { filePath, contentType });
      }
    }
  };
  try {
    visit(rendererDir, '/');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return files;
}
