import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rootDir } from '../root-dir.ts';

interface Texts {
  readonly [key: string]: string | Texts;
}

/** What stands under a key in the texts of the portal and of the pages on an app's host, with all forms of a count. */
export function titleTexts(language: string, key: string): string[] {
  return ['portal', 'forward-auth'].flatMap((place) => {
    const file = path.join(rootDir, `electron/authority/endpoints/${place}/text/${language}.json`);
    const steps = key.split('.');
    const last = steps.pop() ?? '';
    let found: Texts | string | undefined = JSON.parse(readFileSync(file, 'utf8')) as Texts;
    for (const step of steps) found = typeof found === 'object' ? found[step] : undefined;
    return Object.entries(typeof found === 'object' ? found : {}).flatMap(([name, text]) =>
      typeof text === 'string' && name.replace(/_(zero|one|two|few|many|other)$/, '') === last ? [text] : [],
    );
  });
}
