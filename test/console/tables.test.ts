import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { SessionsPage } from './pages/sessions-page.ts';
import { TablePage } from './pages/table-page.ts';
import type { ScenarioName } from '../support/fake-authority/scenarios.ts';

/** What every list can do, shown on the one of the sessions. */
describe('a list', () => {
  const host = useConsoleHost();
  const open = async (scenario: ScenarioName = 'office') => {
    const sessions = new SessionsPage((await host.open(scenario)).page);
    await sessions.goTo('Sessions');
    await sessions.rows.first().waitFor();
    return { sessions, table: new TablePage(sessions.page), page: sessions.page };
  };

  describe('with the keyboard in it', () => {
    it('goes by arrows, pages and ends, and wraps nowhere', async () => {
      const { table, page } = await open();
      await table.focusRow(0);
      await page.keyboard.press('ArrowUp');
      await table.expectFocusAt(0);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await table.expectFocusAt(2);
      await page.keyboard.press('End');
      await table.expectFocusAt(29);
      await page.keyboard.press('ArrowDown');
      await table.expectFocusAt(29);
      await page.keyboard.press('PageUp');
      await page.keyboard.press('Home');
      await table.expectFocusAt(0);
      await expectPage.poll(() => table.listTicked()).toEqual([]);
    });

    it('two arrows before the next frame go two rows on', async () => {
      const { table, page } = await open();
      await table.focusRow(0);
      const keys = ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp'];
      await page.evaluate((pressed) => {
        for (const key of pressed)
          document.activeElement?.dispatchEvent(
            new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
          );
      }, keys);
      await table.expectFocusAt(2);
      await expectPage.poll(() => table.listTicked()).toEqual([]);
    });

    it('has an edge around the whole row, over the column that stays in view too', async () => {
      const { table, page } = await open();
      await page.setViewportSize({ width: 760, height: 700 });
      await table.chooseColumn('Apps');
      await table.chooseColumn('Method');
      await table.focusRow(0);
      await page.keyboard.press('ArrowDown');
      await table.expectFocusAt(1);
      const edges = await table.readRowEdges(1);
      expect(edges.sideways).toBeGreaterThan(0);
      expect(edges.colours).toEqual(edges.colours.map(() => edges.ring));
    });

    it('ticks with Space, a range with Shift, all with Ctrl+A, none with Escape', async () => {
      const { sessions, table, page } = await open();
      await table.focusRow(1);
      await page.keyboard.press('Space');
      await expectPage.poll(() => table.listTicked()).toEqual([1]);
      for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Shift+Space');
      await expectPage.poll(() => table.listTicked()).toEqual([1, 2, 3, 4]);
      await page.keyboard.press('Shift+ArrowDown');
      await expectPage.poll(() => table.listTicked()).toEqual([1, 2, 3, 4, 5]);
      await page.keyboard.press('Control+a');
      await expectPage(page.getByText('30 sessions chosen')).toBeVisible();
      await page.keyboard.press('Escape');
      await expectPage(page.getByText('30 sessions', { exact: true })).toBeVisible();
      await table.expectFocusAt(5);
      await expectPage(sessions.dialog).toHaveCount(0);
    });

    it('opens with Enter, renames with F2, asks before it ends with Delete; the keyboard comes back each time', async () => {
      const { sessions, table, page } = await open();
      await table.focusRow(2);
      await page.keyboard.press('Enter');
      await expectPage(sessions.getFact('Id')).toBeVisible();
      await page.keyboard.press('Escape');
      await table.expectFocusAt(2);
      await page.keyboard.press('F2');
      await expectPage(sessions.dialog).toContainText('Another name for Safari on iPhone?');
      await expectPage(sessions.dialog.getByRole('textbox')).toBeFocused();
      await page.keyboard.press('Escape');
      await table.expectFocusAt(2);
      await page.keyboard.press('Delete');
      await expectPage(sessions.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
      await page.keyboard.press('Escape');
      await table.expectFocusAt(2);
    });

    it('leaves what is typed in a field alone', async () => {
      const { sessions, page } = await open();
      await sessions.filter('ann chrome');
      await page.getByRole('textbox', { name: 'Filter sessions' }).press('Control+a');
      await expectPage(page.getByText('sessions chosen')).toHaveCount(0);
    });
  });

  it('ticks a range when Shift is held at the second box', async () => {
    const { table } = await open();
    await table.rows.nth(1).getByRole('checkbox').click();
    await table.rows
      .nth(4)
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] });
    await expectPage.poll(() => table.listTicked()).toEqual([1, 2, 3, 4]);
  });

  describe('waits', () => {
    it.each([
      ['pointed at', async (table: TablePage) => table.rows.nth(3).hover()],
      ['with the keyboard in it', async (table: TablePage) => table.focusRow(3)],
      ['with a row ticked', async (table: TablePage) => table.tickAndLeave(3)],
      ['scrolled', async (table: TablePage) => table.scrollBy(400)],
    ] as const)('%s: no row comes, goes or moves, and how many would is said', async (_how, use) => {
      const { table, page } = await open();
      await use(table);
      const before = await table.listShownIds();
      const gone = before[5] ?? '';
      await page.evaluate((id) => {
        window.fake.authority.signIn('ann', 'New phone');
        window.fake.authority.signIn('ben', 'New tablet');
        window.fake.authority.endSession(id);
      }, gone);
      await expectPage(table.applyButton).toHaveText('3 changes, apply');
      expect(await table.listShownIds()).toEqual(before);
      await expectPage(page.locator(`tr[data-id="${gone}"]`)).toContainText('Signed out');
      await table.applyButton.click();
      await expectPage(page.locator(`tr[data-id="${gone}"]`)).toHaveCount(0);
      await expectPage(table.applyButton).toHaveCount(0);
    });

    it('while it is paused, and goes on when it is not', async () => {
      const { sessions, table, page } = await open();
      await page.getByRole('button', { name: 'Live', exact: true }).click();
      await page.evaluate(() => window.fake.authority.signIn('ann', 'New phone'));
      await expectPage(table.applyButton).toHaveText('1 change, apply');
      await expectPage(sessions.getRow('ann', 'New phone')).toHaveCount(0);
      await page.getByRole('button', { name: 'Paused' }).click();
      await expectPage(sessions.getRow('ann', 'New phone')).toBeVisible();
    });

    it('not for its own cells: what a row says is true at once, in its place', async () => {
      const { table, page } = await open();
      await table.focusRow(4);
      const [, , , , id = ''] = await table.listShownIds();
      await page.evaluate((session) => window.fake.authority.touch(session, '192.0.2.9'), id);
      await expectPage(page.locator(`tr[data-id="${id}"]`)).toContainText('192.0.2.9');
      await table.expectFocusAt(4);
    });

    it('not for another question: a filter is answered at once', async () => {
      const { sessions, table } = await open();
      await table.tickAndLeave(0);
      await sessions.filter('warehouse');
      await expectPage(table.rows).toHaveCount(4);
      await expectPage(table.applyButton).toHaveCount(0);
    });

    it('not for what was ended here: it goes, and the rest stays', async () => {
      const { sessions, table, page } = await open();
      await table.focusRow(2);
      const before = await table.listShownIds();
      await page.keyboard.press('Delete');
      await page.evaluate((id) => window.fake.authority.endSession(id), before[4] ?? '');
      await sessions.dialog.getByRole('button', { name: /^Sign out .+ on / }).click();
      await expectPage(page.locator(`tr[data-id="${before[2] ?? ''}"]`)).toHaveCount(0);
      await expectPage(page.locator(`tr[data-id="${before[3] ?? ''}"]`)).toBeFocused();
      await expectPage(page.locator(`tr[data-id="${before[4] ?? ''}"]`)).toContainText('Signed out');
    });
  });

  it('remembers which columns are shown and what it is sorted by, and one column always is', async () => {
    const { table, page } = await open();
    await table.chooseColumn('Address');
    await table.chooseColumn('Method');
    await page.getByRole('button', { name: 'User', exact: true }).click();
    await expectPage(page.getByRole('columnheader', { name: 'Address' })).toHaveCount(0);
    await page.reload();
    await page.evaluate(() => window.fake.handOver());
    await table.rows.first().waitFor();
    await expectPage(page.getByRole('columnheader', { name: 'Address' })).toHaveCount(0);
    await expectPage(page.getByRole('columnheader', { name: 'Method' })).toBeVisible();
    await expectPage(page.getByRole('columnheader', { name: 'User' })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    await page.getByRole('button', { name: 'Choose columns' }).click();
    await page.getByRole('menuitem', { name: 'As they were at first' }).click();
    await page.keyboard.press('Escape');
    await expectPage(page.getByRole('columnheader', { name: 'Address' })).toBeVisible();
    await expectPage(page.getByRole('columnheader', { name: 'Method' })).toHaveCount(0);
  });

  it('exports what is shown: these rows and columns in this order, formulas harmless, times as ISO-8601', async () => {
    const { sessions, table, page } = await open();
    await page.evaluate(() => {
      window.fake.authority.signIn('ann', '=HYPERLINK("http://evil")', {
        signedInAt: '2020-01-02T03:04:05.000Z',
      });
      window.fake.authority.signIn('ann', 'Tablet, of the shop', { signedInAt: '2020-01-01T00:00:00.000Z' });
    });
    await table.chooseColumn('Address');
    await sessions.filter('ann');
    await page.getByRole('button', { name: 'Export what is shown' }).click();
    await expectPage(page.getByText(/Saved as/).first()).toBeAttached();
    const [file] = await page.evaluate(() => [...window.fake.shell.saved]);
    expect(file?.name).toMatch(/^sessions-\d{4}-\d\d-\d\d\.csv$/);
    const lines = (file?.content ?? '').split('\r\n');
    expect(lines[0]).toBe('\uFEFFUser,Device,Apps,Signed in,Last use,Seat,Expires');
    expect(lines).toHaveLength((await table.listShownIds()).length + 2);
    expect(lines.at(-3)).toContain('ann,"\'=HYPERLINK(""http://evil"")",,2020-01-02T03:04:05.000Z,');
    expect(lines.at(-2)).toContain('ann,"Tablet, of the shop",,2020-01-01T00:00:00.000Z,');
    expect(lines.at(-1)).toBe('');
  });

  it('says nothing of a file when the admin cancels', async () => {
    const { page } = await open();
    const act = page.getByRole('button', { name: 'Export what is shown' });
    const said = page.getByText(/Saved as/);
    const count = () =>
      page.evaluate(() => [window.fake.shell.cancelled.length, window.fake.shell.saved.length]);
    await page.evaluate(() => window.fake.shell.cancelSaving());
    await act.click();
    await expectPage.poll(count).toEqual([1, 0]);
    await expectPage(act).not.toHaveAttribute('data-loading');
    await expectPage(said).toHaveCount(0);
    // It would be said here: of one that is saved it is.
    await page.evaluate(() => window.fake.shell.cancelSaving(false));
    await act.click();
    await expectPage(said.first()).toBeAttached();
    expect(await count()).toEqual([1, 1]);
  });

  it('goes on paper as its rows alone, as many as print in seconds, dark on light', async () => {
    const { sessions, page } = await open('crowd');
    await sessions.filter('warehouse');
    const count = await page.getByText(/of 5,030 sessions/).textContent();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const paper = page.getByRole('region', { name: 'Active sessions' });
    await expectPage(paper).toBeVisible();
    await expectPage(page.getByRole('navigation')).toHaveCount(0);
    await expectPage(paper.locator('tbody tr')).toHaveCount(
      Number.parseInt((count ?? '').replace(',', ''), 10),
    );
    // Whoever reads it reads it later.
    expect((await paper.locator('tbody time').allTextContents()).join('\n')).not.toMatch(/ago|now|in /);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      'rgb(255, 255, 255)',
    );
    await page.emulateMedia({ media: 'screen' });
    await expectPage(paper).toHaveCount(0);
    await expectPage(page.getByRole('navigation')).toHaveCount(1);

    await sessions.filter('');
    await expectPage(page.getByText(/of 5,030 sessions/)).toHaveCount(0);
    await page.emulateMedia({ media: 'print' });
    await expectPage(paper.getByText('and 4,030 more: saved as CSV, the list has all of them')).toBeVisible();
    await expectPage(paper.locator('tbody tr')).toHaveCount(1000);
  });

  it('prints when it is asked to', async () => {
    const { page } = await open();
    await page.evaluate(() =>
      Object.assign(window, { print: () => document.body.setAttribute('data-printed', '') }),
    );
    await page.getByRole('button', { name: 'Print what is shown' }).click();
    await expectPage(page.locator('body[data-printed]')).toHaveCount(1);
  });

  it('is stale, not gone, when the authority is', async () => {
    const { table, page } = await open();
    const before = await table.listShownIds();
    await page.evaluate(() => {
      window.fake.authority.die();
      window.fake.shell.setAuthority({ phase: 'restarting', restarts: 1 });
    });
    await expectPage(page.locator('main[data-stale]')).toHaveCount(1);
    // The banner takes the room of a row or two.
    expect((await table.listShownIds()).slice(0, 10)).toEqual(before.slice(0, 10));
  });
});
