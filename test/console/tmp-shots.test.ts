import { it } from 'vitest';
import { openConsoleHost } from '../support/fake-authority/open-console.ts';
import type {} from '../support/fake-authority/fake-page.ts';
it('shots', async () => {
  const host = await openConsoleHost();
  const only = process.env['SHOTS']?.split(',');
  for (const theme of ['light', 'dark'] as const) {
    const { page, faults } = await host.open('office', {
      colorScheme: theme,
      viewport: { width: 1280, height: 900 },
    });
    const shot = async (name: string) => {
      await page.waitForTimeout(400);
      await page.screenshot({ path: `/tmp/c2shots/${name}-${theme}.png` });
    };
    const want = (name: string) => only === undefined || only.includes(name);
    const go = async (hash: string) => {
      await page.evaluate((h) => {
        location.hash = h;
      }, hash);
      await page.waitForTimeout(300);
    };
    const idOf = (name: string) =>
      page.evaluate(async (n) => {
        return (
          [...document.querySelectorAll('tbody tr[data-id]')]
            .find((r) => r.querySelector('a')?.textContent === n)
            ?.getAttribute('data-id') ?? ''
        );
      }, name);
    await page.waitForSelector('h1');
    await page.evaluate(() => {
      const a = window.fake.authority as unknown as Record<string, (x: unknown) => void>;
      a['setAlarms']?.([
        {
          code: 'backup_missing',
          since: new Date().toISOString(),
          sentence: 'There is no backup of the last 30 days. Make one.',
        },
        {
          code: 'kick_war',
          since: new Date().toISOString(),
          sentence:
            'Devices of one user pushed each other out 4 times in 5 minutes. Until 12:00 Rollcall asks instead.',
        },
        {
          code: 'throttle_burst',
          since: new Date().toISOString(),
          sentence: '140 wrong passwords came in 10 minutes.',
        },
        {
          code: 'seats_nearly_full',
          since: new Date().toISOString(),
          sentence: '38 of 40 seats are in use.',
        },
        {
          code: 'clock_behind',
          since: new Date().toISOString(),
          sentence:
            'The clock of this computer was behind the last known time when Rollcall started. Time goes on from the last known one.',
        },
      ]);
    });
    if (want('overview')) {
      await go('#/overview');
      await shot('overview');
      await page.getByRole('button', { name: 'This clock is right…' }).click();
      await shot('clock');
      await page.keyboard.press('Escape');
    }
    await go('#/users');
    if (want('users')) await shot('users');
    const ann = await idOf('ann');
    const daniel = await idOf('daniel');
    const chiara = await idOf('chiara');
    if (want('user')) {
      for (const [n, id] of [
        ['ann', ann],
        ['daniel', daniel],
        ['chiara', chiara],
      ] as const) {
        await go('#/users/' + id);
        await shot('user-' + n);
        await page.evaluate(() => document.querySelector('main')?.scrollTo(0, 9999));
        await shot('user2-' + n);
      }
      await page.getByRole('tab', { name: 'Audit' }).click();
      await shot('user-audit');
      await page.getByRole('button', { name: 'Change…' }).click();
      await shot('edit');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Remove…' }).click();
      await shot('second-factor');
      await page.keyboard.press('Escape');
    }
    if (want('sessions')) {
      await go('#/sessions');
      await shot('sessions');
      await page.locator('tbody tr[data-id]').nth(3).focus();
      await page.keyboard.press('Enter');
      await shot('drawer');
      await page.keyboard.press('Escape');
      await page.waitForTimeout(300);
      await page.getByRole('tab', { name: 'Ended' }).click();
      await shot('ended');
      await page.locator('tbody tr[data-id]').nth(2).click();
      await shot('drawer-ended');
      await page.keyboard.press('Escape');
    }
    if (want('backup')) {
      await go('#/backup');
      await shot('backup');
      await page.getByRole('button', { name: 'Make the backup' }).click();
      await page.waitForTimeout(300);
      await page.getByRole('button', { name: 'Check the backup' }).click();
      await page.waitForTimeout(300);
      await shot('backup-made');
      await page.evaluate(() => document.querySelector('main')?.scrollTo(0, 9999));
      await shot('backup-open');
      await page.getByRole('button', { name: 'Bring it back…' }).click();
      await shot('restore');
      await page.keyboard.press('Escape');
    }
    if (want('audit')) {
      await go('#/audit');
      await shot('audit');
      await page.getByRole('button', { name: 'Check the chain' }).click();
      await shot('audit-verified');
    }
    console.log(theme, faults);
  }
  await host.close();
}, 120000);
