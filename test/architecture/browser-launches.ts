import type { SourceFile } from './read-sources.ts';

/** Where what goes wrong in a page is heard: see `test/support/page-faults.ts`. */
const watchedPlaces = ['test/support/open-chromium.ts', 'test/support/electron-app.ts'];
/** Of the driver; none of it opens anything. */
const harmless = ['expect', 'devices'];

/** Tests that could open a browser or a window in which nobody hears what goes wrong. */
export function checkBrowserLaunches(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => !watchedPlaces.includes(path))
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ specifier }) => /^(?:@playwright\/test|playwright)/.test(specifier))
        .flatMap(({ specifier, values }) =>
          values
            .filter((value) => !harmless.includes(value))
            .map((value) => `${path} must not take ${value} of ${specifier}`),
        ),
    );
}
