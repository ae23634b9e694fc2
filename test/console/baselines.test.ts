import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { listDifferences, packPicture } from '../support/compare-picture.ts';
import { rootDir } from '../support/root-dir.ts';
import { chromiumPath } from '../support/open-chromium.ts';
import { useConsoleHost } from './console-host.ts';
import { openTour, stops, type Tour } from './tour/open-tour.ts';

const baselinesDir = path.join(rootDir, 'test/console/baselines');
const outDir = path.join(rootDir, 'out/baselines');
/** The first number of the version that made them: another one draws text and curves otherwise. */
const versionPath = path.join(baselinesDir, 'chromium-version.txt');
/** Set by `npm run baselines`. */
const isMaking = process.env['ROLLCALL_MAKE_BASELINES'] === '1';
/** A Wednesday afternoon, in an office an hour ahead of UTC. */
const posed = new Date('2026-03-18T14:20:00Z');

const names = [
  'overview',
  'overview, many alarms',
  'sessions',
  'sessions, one of them',
  'sessions, nobody',
  'users',
  'a user with hours and groups',
  'limits, seats (office)',
  'the app Stock room',
  'reports',
  'network',
  'the first run, certificate',
];

const version = execFileSync(chromiumPath, ['--version'], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'ignore'],
});
const major = /\d+/.exec(version)?.[0] ?? '';
const madeBy = existsSync(versionPath) ? readFileSync(versionPath, 'utf8').trim() : '';
const isOther = !isMaking && madeBy !== major;
const reason = isOther ? ` [skipped: made by Chromium ${madeBy}, this is ${major}]` : '';

describe.each(['en', 'ar'] as const)(`The console looks as it did (%s)${reason}`, (language) => {
  const host = useConsoleHost('file');
  let tour: Tour;
  beforeAll(async () => {
    tour = await openTour(host.open, language, {
      posed,
      viewport: { width: 1024, height: 700 },
      timezoneId: 'Europe/Berlin',
    });
    if (!isMaking) return;
    mkdirSync(baselinesDir, { recursive: true });
    writeFileSync(versionPath, `${major}\n`);
  });

  it.skipIf(isOther).each(names)('%s, in the light and in the dark', async (name) => {
    const stop = stops.find((one) => one.name === name);
    if (stop === undefined) throw new Error(`No stop is called ${name}.`);
    const { page } = tour;
    const different: string[] = [];
    await tour.goTo(stop);
    await page.evaluate(() => document.fonts.ready);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectPage(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
      const take = () => page.screenshot({ animations: 'disabled', caret: 'hide' });
      const fileName = `${name
        .replaceAll(/[^a-z]+/gi, '-')
        .replace(/-$/, '')
        .toLowerCase()}.${language}.${colorScheme}.png`;
      const baselinePath = path.join(baselinesDir, fileName);
      if (isMaking) {
        writeFileSync(baselinePath, packPicture(await take()));
        continue;
      }
      // What comes a moment later on a slow computer is looked at again; what stays different is.
      let differences = listDifferences(await take(), { baselinePath, outDir });
      for (let look = 1; look < 10 && differences.length > 0; look += 1)
        differences = listDifferences(await take(), { baselinePath, outDir });
      different.push(...differences);
    }
    expect(different).toEqual([]);
  });
});
