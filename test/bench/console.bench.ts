import type { CDPSession, Page } from '@playwright/test';
import type {} from '../support/fake-authority/fake-page.ts';
import { bundleFakePage } from '../support/fake-authority/bundle-fake-page.ts';
import { openConsoleHost } from '../support/fake-authority/open-console.ts';
import type { BenchRow } from './bench-row.ts';

const perSecond = 50;
/** Five minutes: `ROLLCALL_CONSOLE_SECONDS=300 npm run bench -- console`. */
const seconds = Number(process.env['ROLLCALL_CONSOLE_SECONDS'] ?? 15);
const frameAimMs = 50;

interface Frames {
  readonly p50: number;
  readonly p95: number;
  readonly worst: number;
}

/** How long each frame of the page takes to come, over so many seconds. */
function measureFrames(page: Page, forSeconds: number): Promise<Frames> {
  return page.evaluate(async (length) => {
    const frames: number[] = [];
    await new Promise<void>((resolve) => {
      const end = performance.now() + length * 1000;
      let last = performance.now();
      const next = (now: number): void => {
        frames.push(now - last);
        last = now;
        if (now < end) requestAnimationFrame(next);
        else resolve();
      };
      requestAnimationFrame(next);
    });
    const sorted = frames.toSorted((a, b) => a - b);
    const at = (part: number): number =>
      Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
    return { p50: at(0.5), p95: at(0.95), worst: at(1) };
  }, forSeconds);
}

/** Of the page's JavaScript after a collection, MB. */
async function readHeap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return Math.round(usedSize / 1e6);
}

const readScrollTop = (page: Page): Promise<number> =>
  page.evaluate(() => document.querySelector('table')?.parentElement?.scrollTop ?? -1);

function describe({ p50, p95, worst }: Frames): string {
  return `p95 ${String(p95)} ms (middle ${String(p50)}, worst ${String(worst)})`;
}

/** The console with the fake authority in the same page, which costs frames too: the real one has a process of its own. */
export async function measure(): Promise<readonly BenchRow[]> {
  const host = await openConsoleHost(await bundleFakePage());
  try {
    const { page } = await host.open('city');
    const session = await page.context().newCDPSession(page);
    await page.getByRole('navigation', { name: 'Screens' }).waitFor({ timeout: 120_000 });
    await page.getByRole('link', { name: 'Sessions', exact: true }).click();
    await page.locator('tbody tr[data-id]').first().waitFor();
    const heapBefore = await readHeap(session);
    const quiet = await measureFrames(page, 3);

    await page.evaluate((rate) => window.fake.authority.storm(rate), perSecond);
    const live = await measureFrames(page, seconds);

    await page.evaluate(() => {
      const scrolling = document.querySelector('table')?.parentElement;
      scrolling?.scrollTo(0, scrolling.scrollHeight / 2);
    });
    await page.waitForFunction(
      () => Number(document.querySelector('tbody tr[data-id]')?.getAttribute('aria-rowindex')) > 40_000,
    );
    const before = await readScrollTop(page);
    const read = await measureFrames(page, seconds);
    const moved = Math.abs((await readScrollTop(page)) - before);

    await page.evaluate(() => {
      const scrolling = document.querySelector('table')?.parentElement;
      const roll = (): void => {
        scrolling?.scrollBy(0, 60);
        requestAnimationFrame(roll);
      };
      requestAnimationFrame(roll);
    });
    const scrolled = await measureFrames(page, 5);
    await page.evaluate(() => window.fake.authority.storm(0));
    const heapAfter = await readHeap(session);

    const storm = `100,000 rows, ${String(perSecond)} changes a second`;
    const row = (what: string, frames: Frames): BenchRow => ({
      what: `console, ${storm}: frame times ${what}`,
      result: describe(frames),
      aim: `p95 ≤ ${String(frameAimMs)} ms`,
      met: frames.p95 <= frameAimMs,
      numbers: { ...frames, quietP95: quiet.p95 },
    });
    return [
      row(`at the top, live, ${String(seconds)} s`, live),
      row(`in the middle, waiting, ${String(seconds)} s`, read),
      row('while it is scrolled, 5 s', scrolled),
      {
        what: `console, ${storm}: the scroll position moved by`,
        result: `${String(moved)} px`,
        aim: '0 px',
        met: moved === 0,
      },
      {
        what: `console, ${storm}: heap of the page, the fake authority with it`,
        result: `${String(heapBefore)} MB, then ${String(heapAfter)} MB`,
        numbers: { beforeMb: heapBefore, afterMb: heapAfter },
      },
    ];
  } finally {
    await host.close();
  }
}
