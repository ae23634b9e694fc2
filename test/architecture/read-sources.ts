import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';

export interface Import {
  readonly specifier: string;
  /** Path of the imported file below the root, for a relative specifier; undefined for a package. */
  readonly target: string | undefined;
  /** What a static import takes but types, by its name there; `*` for all of it, and for every other import. */
  readonly values: readonly string[];
}

export interface SourceFile {
  /** Below the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  readonly exportsDefault: boolean;
  /** Hands on what other files export and has nothing of its own. */
  readonly isBarrel: boolean;
}

/** Every file below these folders of the root. Folders that do not exist are empty. */
export function listFiles(rootDir: string, folders: readonly string[]): string[] {
  return folders.flatMap((folder) => {
    let names: string[];
    try {
      names = readdirSync(path.join(rootDir, folder), { recursive: true, encoding: 'utf8' });
    } catch {
      return [];
    }
    return names.map((name) => path.posix.join(folder, name.split(path.sep).join('/'))).sort();
  });
}

/** The TypeScript below these folders, with what it imports; type imports count. */
export function readSources(rootDir: string, folders: readonly string[]): SourceFile[] {
  return listFiles(rootDir, folders)
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => readSource(rootDir, file));
}

function readSource(rootDir: string, file: string): SourceFile {
  const text = readFileSync(path.join(rootDir, file), 'utf8');
  const { module, program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const handedOn = module.staticExports.flatMap((statement) =>
    statement.entries.flatMap((entry) => (entry.moduleRequest === null ? [] : [entry.moduleRequest.value])),
  );
  const dynamic = module.dynamicImports.flatMap(({ moduleRequest }) => {
    const literal = /^(['"])(.*)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end));
    return literal?.[2] === undefined ? [] : [literal[2]];
  });
  const found = [
    ...module.staticImports.map((statement) => ({
      specifier: statement.moduleRequest.value,
      values: statement.entries
        .filter(({ isType }) => !isType)
        .map(({ importName }) => importName.name ?? (importName.kind === 'Default' ? 'default' : '*')),
    })),
    ...[...handedOn, ...dynamic].map((specifier) => ({ specifier, values: ['*'] })),
  ];
  return {
    path: file,
    text,
    imports: found.map((one) => ({ ...one, target: resolve(file, one.specifier) })),
    exportsDefault: module.staticExports.some((statement) =>
      statement.entries.some(
        ({ exportName }) => exportName.kind === 'Default' || exportName.name === 'default',
      ),
    ),
    isBarrel:
      handedOn.length > 0 &&
      program.body.every(
        (node) =>
          node.type === 'ImportDeclaration' ||
          node.type === 'ExportAllDeclaration' ||
          (node.type === 'ExportNamedDeclaration' && node.declaration === null),
      ),
  };
}

function resolve(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const withoutQuery = specifier.replace(/\?.*$/, '');
  return path.posix.join(path.posix.dirname(file), withoutQuery);
}
