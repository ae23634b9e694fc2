import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { AuditPage } from './pages/audit-page.ts';
import { TablePage } from './pages/table-page.ts';

describe('Audit', () => {
  const host = useConsoleHost();
  const openAudit = async (): Promise<AuditPage> => {
    const audit = new AuditPage((await host.open('office')).page);
    await audit.goTo('Audit');
    await expectPage(audit.rows.first()).toBeVisible();
    return audit;
  };

  it('is narrowed by words, by whom, by kind and by days, and is whole again with one click', async () => {
    const audit = await openAudit();
    await audit.words.fill('192.168.1.66');
    await expectPage(audit.rows).toHaveCount(4);
    await audit.who.fill('NOBODY');
    await expectPage(audit.rows).toHaveCount(1);
    await audit.page.getByRole('button', { name: 'Everything again' }).click();
    await expectPage(audit.rows.nth(5)).toBeVisible();
    await audit.chooseKind('Stopped by a rule');
    await expectPage(audit.rows).toHaveCount(2);
    await audit.narrow();
    await audit.page.getByLabel('Up to this day').fill('2020-01-01');
    await expectPage(audit.page.getByText('Nothing matches.')).toBeVisible();
    await audit.page.keyboard.press('Escape');
    // What is in force stands beside the button, and goes with one click.
    await expectPage(audit.page.getByText('Up to this day: 1 Jan 2020')).toBeVisible();
    await audit.page.getByRole('button', { name: 'Take away: Up to this day' }).click();
    await expectPage(audit.rows).toHaveCount(2);
    await audit.page.getByRole('button', { name: 'Take away: Which entries' }).click();
    await expectPage(audit.rows.nth(5)).toBeVisible();
  });

  it('finds the words that its entries say, each wherever it stands, and says what is searched', async () => {
    const audit = await openAudit();
    await audit.page.evaluate(() => {
      const by = { actor: 'user:ann', subject: 'gert', address: '', data: {} };
      const { addAuditEntry } = window.fake.authority;
      const add = (entry: object) => addAuditEntry.call(window.fake.authority, { ...by, ...entry } as never);
      add({ action: 'user.deleted' });
      add({ action: 'user.changed', data: { from: { limit: 1 }, to: { limit: 2 }, through: 'undo' } });
      add({ action: 'sign_in.asked', data: { live: 3, limit: 3 } });
      add({ action: 'session.ended', data: { reason: 'user_deleted' } });
      add({ action: 'session.ended', data: { reason: 'idle' } });
      add({ action: 'user.changed', data: { from: { disabled: false }, to: { disabled: true } } });
      add({ action: 'user.changed', data: { from: { limit: 7 }, to: { limit: 'unlimited' } } });
      add({
        action: 'group.changed',
        data: { from: {}, to: { rules: { browser: { idleSeconds: 28_800 } } } },
      });
      add({
        action: 'settings.changed',
        data: { from: { 'console.browser': true }, to: { 'console.browser': false } },
      });
    });
    const say = (what: string): RegExp => new RegExp(what);
    for (const [typed, shown] of [
      ['user.deleted', [say('User deleted')]],
      ['DELETED gert', [say('Session ended'), say('User deleted')]],
      ['taking back', [say('by taking back a file of users')]],
      ['at the limit: 3', [say('at the limit: 3 of 3')]],
      ['gert not used for too long', [say('Not used for too long')]],
      ['gert switched off', [say('switched off')]],
      ['gert Limit: 1 → 2', [say('Limit: 1 → 2')]],
      ['gert no limit', [say('Limit: 7 → no limit')]],
      ['gert 8 hours', [say('8 hours')]],
      ['gert on → off', [say('on → off')]],
      ['no seat free', [say('Not let in: no seat free')]],
    ] as const) {
      await audit.words.fill(typed);
      await expectPage(audit.rows, typed).toHaveText([...shown]);
    }
    await audit.words.fill('not let in');
    await expectPage(audit.rows).toHaveCount(5);
    const csv = await audit.exportAs('As a table (CSV)');
    expect(csv.content.trim().split('\r\n')).toHaveLength(6);
    await audit.words.fill('not let in gert');
    await expectPage(audit.page.getByText('Each word is looked for in what the list says')).toBeVisible();
    await audit.happen('gert');
    await expectPage(audit.rows).toHaveCount(1);
  });

  it('a new entry appears by itself, while nobody is at the list', async () => {
    const audit = await openAudit();
    await audit.happen('mallory');
    await expectPage(audit.rows.first()).toContainText('mallory');
  });

  it('waits with new entries while somebody has the keyboard in it, and says how many there are', async () => {
    const audit = await openAudit();
    await audit.rows.nth(2).focus();
    const before = (await audit.rows.first().getAttribute('data-id')) ?? '';
    await audit.happen('mallory', 3);
    const apply = audit.page.getByRole('button', { name: '3 changes, apply' });
    await expectPage(apply).toBeVisible();
    await expectPage(audit.rows.first()).toHaveAttribute('data-id', before);
    await apply.click();
    await expectPage(audit.rows.first()).toContainText('mallory');
  });

  it('a filter holds for what comes as well', async () => {
    const audit = await openAudit();
    await audit.who.fill('mallory');
    await expectPage(audit.page.getByText('Nothing matches.')).toBeVisible();
    await audit.happen('somebody-else');
    await audit.happen('mallory');
    await expectPage(audit.rows).toHaveCount(1);
  });

  it('shows an entry whole from the keyboard, and leads to all about the same user', async () => {
    const audit = await openAudit();
    await audit.chooseKind('Stopped by a rule');
    await expectPage(audit.rows).toHaveCount(2);
    await audit.rows.filter({ hasText: 'Stopped by the limit' }).focus();
    await audit.page.keyboard.press('Enter');
    await expectPage(audit.dialog).toContainText('sign_in.limit');
    await expectPage(audit.dialog).toContainText('Not let in: limit reached');
    await expectPage(audit.dialog).not.toContainText('"answer"');
    await audit.dialog.getByRole('button', { name: 'As it was written' }).click();
    await expectPage(audit.dialog).toContainText('"answer": "refuse"');
    await audit.dialog.getByRole('button', { name: 'All about ann' }).click();
    await expectPage(audit.dialog).toBeHidden();
    await expectPage(audit.who).toHaveValue('ann');
    await expectPage(audit.rows.filter({ hasText: 'User added' })).toHaveCount(1);
  });

  it('leads to all about the same setting, by its name', async () => {
    const audit = await openAudit();
    await audit.rows.first().click();
    await audit.dialog.getByRole('button', { name: 'All about Devices per person' }).click();
    await expectPage(audit.who).toHaveValue('sessions.limit');
    await expectPage(audit.rows).toHaveCount(1);
  });

  it('exports every entry that matches, also those that are not loaded, with times in ISO-8601', async () => {
    const audit = await openAudit();
    await audit.who.fill('mallory');
    await expectPage(audit.page.getByText('Nothing matches.')).toBeVisible();
    await audit.happen('=mallory', 2345);
    await expectPage(audit.rows.first()).toBeVisible();
    const csv = await audit.exportAs('As a table (CSV)');
    expect(csv.name).toMatch(/^rollcall-audit-\d{4}-\d\d-\d\d\.csv$/);
    const lines = csv.content.trim().split('\r\n');
    expect(lines).toHaveLength(2346);
    expect(lines[1]).toMatch(/^\d+,\d{4}-\d\d-\d\dT[\d:.]+Z,sign_in\.failed,rollcall,'=mallory,192/);
  });

  it('exports one JSON document a line', async () => {
    const audit = await openAudit();
    await audit.chooseKind('Failed sign-ins');
    await expectPage(audit.rows).toHaveCount(3);
    const { content } = await audit.exportAs('As JSON, one entry a line');
    const entries = content
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { action: string });
    expect(entries.map(({ action }) => action)).toEqual([
      'sign_in.throttled',
      'sign_in.failed',
      'sign_in.failed',
    ]);
  });

  it('looks further back on request', async () => {
    const audit = await openAudit();
    await audit.happen('mallory', 450);
    await audit.goTo('Overview');
    await audit.goTo('Audit');
    const more = audit.page.getByRole('button', { name: 'Look further back' });
    await expectPage(audit.page.getByText('200 entries so far')).toBeAttached();
    await audit.page
      .getByRole('table')
      .locator('..')
      .evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await expectPage(audit.page.getByText('200 entries so far')).toBeVisible();
    await more.click();
    await expectPage(audit.page.getByText('400 entries so far')).toBeAttached();
  });

  it('stays where it is read when more than a page comes at once', async () => {
    const audit = await openAudit();
    const table = new TablePage(audit.page);
    await audit.happen('ann', 900);
    await audit.goTo('Overview');
    await audit.goTo('Audit');
    const list = audit.page.getByRole('table');
    for (const count of [400, 600]) {
      await table.scrollBy(100_000);
      await audit.page.getByRole('button', { name: 'Look further back' }).click();
      await expectPage(list).toHaveAttribute('aria-rowcount', String(count + 1));
    }
    await table.scrollBy(-1000);
    const id = String(await audit.rows.nth(16).getAttribute('data-id'));
    const row = audit.page.locator(`tr[data-id="${id}"]`);
    await row.focus();
    const place = await table.readSteadyScroll();
    await audit.happen('mallory', 600);
    const apply = audit.page.getByRole('button', { name: '600 changes, apply' });
    await expectPage(apply).toBeVisible();
    await expectPage(list).toHaveAttribute('aria-rowcount', '601');
    await expectPage(row).toBeFocused();
    expect(await table.readSteadyScroll()).toBe(place);
    await apply.click();
    await expectPage(list).toHaveAttribute('aria-rowcount', '1201');
  });

  it('asks before it shows more new entries than anybody reads', async () => {
    const audit = await openAudit();
    const before = await audit.rows.first().textContent();
    await audit.happen('mallory', 5400);
    const show = audit.page.getByRole('button', { name: 'More than 5,000 new ones, show' });
    await expectPage(show).toBeVisible();
    expect(await audit.rows.first().textContent()).toBe(before);
    await show.click();
    await expectPage(audit.rows.first()).toContainText('mallory');
    await expectPage(show).toHaveCount(0);
  });

  it('says on paper what it was narrowed to, and that it is not whole; its button loads what goes on paper', async () => {
    const audit = await openAudit();
    await audit.happen('mallory', 1450);
    await audit.who.fill('mallory');
    await expectPage(audit.page.getByRole('table')).toHaveAttribute('aria-rowcount', '201');
    const paper = audit.page.getByRole('region', { name: 'Audit' });
    await audit.page.emulateMedia({ media: 'print' });
    await expectPage(paper.getByText('200 rows, not the whole list, printed on')).toBeVisible();
    await expectPage(paper.getByText('Only what matches – Who or whom: mallory')).toBeVisible();
    await expectPage(paper.getByText('Older entries are not here')).toBeVisible();
    await audit.page.emulateMedia({ media: 'screen' });
    await audit.page.evaluate(() =>
      Object.assign(window, { print: () => document.body.setAttribute('data-printed', '') }),
    );
    await audit.page.getByRole('button', { name: 'Print what is shown' }).click();
    await expectPage(audit.page.locator('body[data-printed]')).toHaveCount(1);
    await audit.page.emulateMedia({ media: 'print' });
    await expectPage(paper.getByText('1,000 rows, not the whole list, printed on')).toBeVisible();
    await expectPage(paper.locator('tbody tr')).toHaveCount(1000);
  });

  it('says that it could not be asked, and asks again', async () => {
    const audit = new AuditPage((await host.open('office')).page);
    await expectPage(audit.title).toBeVisible();
    await audit.page.evaluate(() => window.fake.authority.failCommands(true));
    await audit.goTo('Audit');
    await expectPage(audit.failure).toBeVisible();
    await audit.page.evaluate(() => window.fake.authority.failCommands(false));
    await audit.failure.getByRole('button', { name: 'Try again' }).click();
    await expectPage(audit.rows.first()).toBeVisible();
    await expectPage(audit.failure).toHaveCount(0);
  });

  it('keeps what was there when the connection is lost', async () => {
    const audit = await openAudit();
    await audit.page.evaluate(() => {
      window.fake.authority.die();
      window.fake.shell.setAuthority({ phase: 'stopped', restarts: 0 });
    });
    await expectPage(audit.failure).toBeVisible();
    await expectPage(audit.rows.first()).toBeVisible();
  });
});
