import { readdirSync, readFileSync } from 'node:fs';
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
  readonly content: Buffer;
  readonly contentType: string;
}

export type ConsoleFiles = ReadonlyMap<string, ConsoleFile>;

/**
 * The files of the console as it was built, by their path in the address. What is not among them has no address: no
 * path of a request ever reaches the disk. All of them, some 3 MB, are held from the start of the authority: when a newer
 * Rollcall is put in their place, the console that fits this authority goes on whole until it is started again. None
 * when nothing was built.
 */
export function readConsoleFiles(rendererDir: string): ConsoleFiles {
  const files = new Map<string, ConsoleFile>();
  const visit = (dir: string, urlDir: string): void => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      const filePath = path.join(dir, entry.name);
      const contentType = contentTypes[path.extname(entry.name)];
      if (entry.isDirectory()) visit(filePath, `${urlDir}${entry.name}/`);
      else if (entry.isFile() && contentType !== undefined) {
        files.set(`${urlDir}${entry.name}`, { content: readFileSync(filePath), contentType });
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
