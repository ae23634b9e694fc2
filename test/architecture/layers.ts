import type { SourceFile } from './read-sources.ts';

interface Place {
  readonly area: 'shared' | 'authority' | 'main' | 'preload' | 'renderer';
  /** Height inside the area: imports go to lower numbers. */
  readonly height: number;
  /** Neighbours of one height know each other only inside one group; '' is the file that composes them. */
  readonly group: string;
}

/** From bottom to top. */
const AUTHORITY_LAYERS = ['base', 'records', 'operations', 'endpoints'];
const COMPOSITION_ROOT_HEIGHT = AUTHORITY_LAYERS.length;
const ENTRY_HEIGHT = COMPOSITION_ROOT_HEIGHT + 1;

/** What the screens stand on, from bottom to top; every other folder of renderer/ is a screen. */
const RENDERER_LAYERS = [['authority', 'ui', 'text'], ['pieces']];
const SCREEN_HEIGHT = RENDERER_LAYERS.length;
const RENDERER_ROOT_HEIGHT = SCREEN_HEIGHT + 1;

/** Packages an area may import; an area without an entry may import any that is not forbidden to it. */
const ALLOWED_PACKAGES = {
  shared: /^(zod|@orpc\/contract)$/,
  main: /^(node:|electron($|\/)|@orpc\/|zod$)/,
  preload: /^(electron($|\/)|@orpc\/)/,
} as const;
const FORBIDDEN_PACKAGES = {
  authority: /^electron($|\/)/,
  renderer: /^(node:|electron($|\/))/,
} as const;

/** One sentence for each import that does not go down. */
export function checkLayers(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const from = findPlace(file.path);
    if (from === undefined) return [`${file.path} is in no known area`];
    return file.imports
      .filter(({ specifier, target }) =>
        target === undefined
          ? !mayImportPackage(from, specifier)
          : !isIconOfWindow(from, target) && !mayImportFile(from, findPlace(target)),
      )
      .map(({ specifier, target }) => `${file.path} must not import ${target ?? specifier}`);
  });
}

function mayImportPackage({ area }: Place, specifier: string): boolean {
  if (area === 'authority' || area === 'renderer') return !FORBIDDEN_PACKAGES[area].test(specifier);
  return ALLOWED_PACKAGES[area].test(specifier);
}

/** The one thing of build/ that is part of the product. */
function isIconOfWindow(from: Place, target: string): boolean {
  return (from.area === 'main' || from.area === 'renderer') && target.startsWith('build/icons/');
}

function mayImportFile(from: Place, to: Place | undefined): boolean {
  if (to === undefined) return false;
  if (from.area !== to.area) return to.area === 'shared';
  if (from.height !== to.height) return from.height > to.height;
  return from.group === to.group || from.group === '' || to.group === '';
}

function findPlace(filePath: string): Place | undefined {
  const [top = '', area = '', layer = '', ...rest] = filePath.split('/');
  if (top === 'shared') return { area: 'shared', height: 0, group: '' };
  if (top === 'renderer') return findRendererPlace(filePath);
  if (top !== 'electron') return undefined;
  if (area === 'main' || area === 'preload') return { area, height: 0, group: '' };
  if (area !== 'authority') return undefined;
  if (layer === 'entry') return { area, height: ENTRY_HEIGHT, group: '' };
  if (rest.length === 0) return { area, height: COMPOSITION_ROOT_HEIGHT, group: '' };
  const height = AUTHORITY_LAYERS.indexOf(layer);
  if (height < 0) return undefined;
  return { area, height, group: rest.length > 1 ? (rest[0] ?? '') : '' };
}

function findRendererPlace(filePath: string): Place {
  const [, folder = '', ...rest] = filePath.split('/');
  if (rest.length === 0) return { area: 'renderer', height: RENDERER_ROOT_HEIGHT, group: '' };
  const layer = RENDERER_LAYERS.findIndex((folders) => folders.includes(folder));
  return { area: 'renderer', height: layer < 0 ? SCREEN_HEIGHT : layer, group: folder };
}
