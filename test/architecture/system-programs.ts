import type { SourceFile } from './read-sources.ts';

export interface SystemPackage {
  readonly command?: string;
  readonly parts: readonly string[];
}

/** What stands in these is run by no part, or by those that import it. */
const notParts = ['support', 'bench', 'architecture'];

/** Programs of the system that a part of the tests starts, itself or by what it imports, and that are not listed for it. */
export function checkSystemPrograms(
  files: readonly SourceFile[],
  packages: readonly SystemPackage[],
): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const collect = (path: string, seen: Set<string>): Set<string> => {
    const file = byPath.get(path);
    if (!file || seen.has(path)) return seen;
    seen.add(path);
    for (const { target } of file.imports) if (target !== undefined) collect(target, seen);
    return seen;
  };
  return files.flatMap(({ path }) => {
    const part = /^test\/([^/]+)\//.exec(path)?.[1];
    if (part === undefined || notParts.includes(part)) return [];
    const texts = [...collect(path, new Set())].map((one) => byPath.get(one)?.text ?? '');
    return packages
      .filter(
        ({ command, parts }) => command !== undefined && !parts.includes(part) && starts(texts, command),
      )
      .map(({ command }) => `${path} starts ${String(command)}, which is not listed for ${part}`);
  });
}

/** As the program of a child process, as a word of a longer command line, or by its path. */
function starts(texts: readonly string[], command: string): boolean {
  const started = new RegExp(
    `(?:(?:spawn|spawnSync|exec|execFile|execFileSync|run)\\(\\s*|\\[(?:[^\\]]*,)?\\s*)'${command}',|'/usr/bin/${command}'`,
  );
  return texts.some((text) => started.test(text));
}
