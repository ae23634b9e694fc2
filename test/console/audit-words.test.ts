import type { Page } from '@playwright/test';
import { describe, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { AuditPage } from './pages/audit-page.ts';
import { UserPage } from './pages/user-page.ts';

describe('An entry of the audit', () => {
  const host = useConsoleHost();
  const openAudit = async (page?: Page): Promise<AuditPage> => {
    const audit = new AuditPage(page ?? (await host.open('office')).page);
    await audit.page.evaluate(() => {
      window.location.hash = '#/audit';
    });
    await expectPage(audit.rows.first()).toBeVisible();
    return audit;
  };

  it('says what was changed: by names, from what to what, and never by keys or ids', async () => {
    const audit = await openAudit();
    const about = (text: string) => audit.rows.filter({ hasText: text });
    await expectPage(about('eva')).toHaveText([/User changed\s*switched on/, /User changed\s*switched off/]);
    await expectPage(about('Wiki')).toContainText(
      'Opened at: https://192.168.1.20:8444 → https://192.168.1.20:8445',
    );
    await expectPage(about('Import of 34 users')).toContainText('Added: 34; As they were: 1');
    await expectPage(about('Import of 1 user')).toContainText('Changed: 1; Left out: 2');
    await expectPage(about('Settings changed')).toContainText('Devices per person: 4 devices');
    for (const unwanted of ['disabled', 'app6f986c', '0f86ff4e', 'sessions.limit']) {
      await expectPage(about(unwanted)).toHaveCount(0);
    }
  });

  it('says what came of it; that can be chosen, alone and together with the kind', async () => {
    const audit = await openAudit();
    await audit.chooseResult('Not let in');
    await expectPage(audit.rows).toHaveCount(5);
    await expectPage(audit.rows.filter({ hasText: 'Not let in: no seat free' })).toHaveCount(1);
    await audit.chooseKind('Failed sign-ins');
    await expectPage(audit.rows).toHaveCount(3);
    await audit.chooseResult('Failed');
    await expectPage(audit.page.getByText('Nothing matches.')).toBeVisible();
    await audit.page.getByRole('button', { name: 'Everything again' }).click();
    await expectPage(audit.rows.nth(5)).toBeVisible();
  });

  it('of a question which device to sign out is no refusal, and says so in entries of before as well', async () => {
    const audit = await openAudit();
    await audit.page.evaluate(() => {
      const asked = {
        actor: 'user:ann',
        subject: 'ann',
        address: '',
        data: { answer: 'ask', live: 3, limit: 3 },
      };
      window.fake.authority.addAuditEntry({ ...asked, action: 'sign_in.limit' });
      window.fake.authority.addAuditEntry({ ...asked, action: 'sign_in.asked' });
    });
    const newest = audit.rows.first();
    await expectPage(newest).toContainText('Asked which device to sign out');
    await expectPage(newest).toContainText('at the limit: 3 of 3');
    await expectPage(newest).toContainText('Done');
    await expectPage(audit.rows.nth(1)).toContainText('was asked which device to sign out (3 of 3)');
  });

  it('of an import that names everybody shows some, and the rest on request; each of them is found', async () => {
    const audit = await openAudit();
    await audit.who.fill('trainee33');
    await expectPage(audit.rows).toHaveCount(1);
    await audit.rows.first().click();
    const names = audit.dialog.getByRole('listitem');
    await expectPage(names).toHaveCount(20);
    await audit.dialog.getByRole('button', { name: '14 more' }).click();
    await expectPage(names).toHaveCount(34);
    await audit.dialog.getByRole('button', { name: 'Close' }).click();

    await audit.who.fill('ann');
    await audit.rows.filter({ hasText: 'by a file of users' }).click();
    await audit.dialog.getByRole('button', { name: 'Everybody in this file' }).click();
    await expectPage(audit.rows).toHaveText([/ann/, /Import of 1 user/]);
  });

  it('stands in an old import on the page of everybody whom it added', async () => {
    const { page } = await host.open('office');
    await new UserPage(page).openUser('ben');
    await page.getByRole('tab', { name: 'Audit' }).click();
    const rows = page.getByRole('table', { name: 'Audit entries of this user' }).locator('tbody tr[data-id]');
    await expectPage(rows.filter({ hasText: 'Import of 34 users' })).toHaveCount(1);
  });

  it('runs as the language does, with paths and addresses from left to right, and days said in its words', async () => {
    const { page } = await host.open('office');
    await page.evaluate(() => localStorage.setItem('rollcall-language', 'ar'));
    await page.reload();
    const audit = await openAudit(page);
    await expectPage(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await expectPage(page.locator('tbody bdi[dir="ltr"]', { hasText: '/home/office' })).toHaveText(
      '/home/office/rollcall/monday.backup',
    );
    await expectPage(audit.rows.filter({ hasText: /Office/ })).toContainText('3 ← 4');
    // The fields are Chromium's own, in the language of its process: below stands the day in words, in Arabic.
    await page.getByRole('button', { name: 'تضييق النتائج' }).click();
    const from = page.locator('input[type="date"]').first();
    await from.fill('2026-03-01');
    await expectPage(from).toHaveAccessibleDescription('1 مارس 2026');
  });
});
