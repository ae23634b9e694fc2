import type { SourceFile } from './read-sources.ts';

const FORBIDDEN_NAMES = ['utils', 'util', 'helpers', 'helper', 'common', 'misc'];
const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Names of files and folders: kebab-case, and none that says nothing. */
export function checkPathNames(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const stem = name.split('.')[0] ?? '';
    if (FORBIDDEN_NAMES.includes(stem)) return [`${path}: the name "${stem}" says nothing`];
    return KEBAB_CASE.test(stem) ? [] : [`${path}: not kebab-case`];
  });
}

/** One name for one thing, where it is made. */
export function checkExports(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => [
    ...(file.exportsDefault ? [`${file.path}: a default export`] : []),
    ...(file.isBarrel ? [`${file.path}: a barrel`] : []),
  ]);
}
