import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { LimitsPage, type LimitsTab } from './pages/limits-page.ts';

describe('What if', () => {
  const host = useConsoleHost();
  const openTab = async (tab: LimitsTab): Promise<LimitsPage> => {
    const limits = new LimitsPage((await host.open('office')).page);
    await limits.open(tab);
    return limits;
  };

  it('tells with names and times what sign-ins would have met, and changes nothing', async () => {
    const limits = await openTab('What if');
    await limits.tab.getByRole('radio', { name: 'At most this many devices' }).check();
    await limits.tab.getByLabel('Number of devices').fill('1');
    await limits.tab.getByRole('button', { name: 'Try it' }).click();
    await expectPage(limits.tab).toContainText(
      /Under these rules \d+ of 70 sign-ins of the last 30 days would have met a refusal or a question\./,
    );
    const rows = limits.tab.locator('tr[data-id]');
    const asked = rows.filter({ hasText: 'ben' }).filter({ hasText: 'Asked' }).first();
    await expectPage(asked).toBeVisible();
    await expectPage(asked.locator('time')).toHaveAttribute('datetime', /T/);
    await limits.goTo('Users');
    await expectPage(limits.page.locator('tr[data-id]').filter({ hasText: 'Ben Haddad' })).toContainText(
      '4 of 4',
    );
  });

  it('puts what was tried into the forms, not into force', async () => {
    const limits = await openTab('What if');
    await limits.tab.getByRole('radio', { name: 'At most this many devices' }).check();
    await limits.tab.getByLabel('Number of devices').fill('3');
    await limits.tab.getByRole('radio', { name: 'Refuse the new device' }).check();
    await limits.tab.getByRole('radio', { name: 'This many seats' }).check();
    await limits.tab.getByLabel('Number of seats').fill('20');
    await limits.tab.getByRole('button', { name: 'Try it' }).click();
    await expectPage(
      limits.tab.locator('tr[data-id]').filter({ hasText: 'No seat left' }).first(),
    ).toBeVisible();
    await limits.tab.getByRole('button', { name: 'Put these values into the form' }).click();
    const form = limits.getPanel('Limit for everyone');
    await expectPage(form.getByLabel('Number of devices')).toHaveValue('3');
    await expectPage(form.getByRole('radio', { name: 'Refuse the new device' })).toBeChecked();
    await expectPage(limits.unsaved).toBeVisible();
    await limits.page.getByRole('tab', { name: 'Seats' }).click();
    await expectPage(limits.tab.getByLabel('Number of seats')).toHaveValue('20');
    await expectPage(limits.getPanel('Who sits where now')).toContainText('30 of 40 seats in use');
  });

  it('the rules are shown as a text to copy', async () => {
    const limits = await openTab('As a file');
    await limits.tab.getByRole('button', { name: 'Show the rules' }).click();
    await expectPage(limits.tab.getByLabel('The rules as text')).toContainText('"rollcall": "rules"');
    await limits.tab.getByRole('button', { name: 'Copy the rules' }).click();
    await limits.page.waitForFunction(() => window.fake.shell.copied.length > 0);
    const [copied] = await limits.page.evaluate(() => window.fake.shell.copied);
    expect(JSON.parse(copied ?? '')).toMatchObject({ plan: { seats: 40 }, users: { ann: { limit: 3 } } });
  });

  it('an import says first what it would change and whom it leaves over', async () => {
    const limits = await openTab('As a file');
    await limits.tab.getByRole('button', { name: 'Show the rules' }).click();
    await expectPage(limits.tab.getByLabel('The rules as text')).toContainText('"rollcall": "rules"');
    const text = await limits.tab.getByLabel('The rules as text').textContent();
    const paste = limits.tab.getByLabel('Or paste the text here');
    await paste.fill((text ?? '').replace('"limit": 4', '"limit": 3').replace('"seats": 40', '"seats": 50'));
    await limits.tab.getByRole('button', { name: 'Show what would change' }).click();
    const changes = limits.tab.getByRole('region', { name: 'What would change' });
    await expectPage(changes).toContainText('Everyone: limit from 4 to 3');
    await expectPage(changes).toContainText('Plan: seats from 40 to 50');
    await expectPage(changes).toContainText('2 devices that are signed in are touched');
    await limits.goTo('Users');
    await expectPage(limits.page.locator('tr[data-id]').filter({ hasText: 'Ben Haddad' })).toContainText(
      '4 of 4',
    );
    await limits.open('As a file');
    await paste.fill((text ?? '').replace('"limit": 4', '"limit": 3'));
    await limits.tab.getByRole('button', { name: 'Show what would change' }).click();
    await limits.tab.getByRole('button', { name: 'Make this change' }).click();
    await limits.dialog.getByRole('radio', { name: 'Now' }).check();
    await limits.dialog.getByRole('button', { name: 'Save and sign out 2 devices' }).click();
    await expectPage(limits.tab).toContainText('The rules are in force.');
    await expectPage(limits.page.getByText('Live · 28 devices signed in')).toBeVisible();
  });

  it('a file is chosen as well as pasted; what is no file of rules is refused in words', async () => {
    const limits = await openTab('As a file');
    const paste = limits.tab.getByLabel('Or paste the text here');
    await limits.tab.locator('input[type=file]').setInputFiles({
      name: 'rules.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"rollcall":"rules","version":7}'),
    });
    await expectPage(paste).toHaveValue('{"rollcall":"rules","version":7}');
    await limits.tab.getByRole('button', { name: 'Show what would change' }).click();
    await expectPage(limits.failure).toContainText('This is not a file of rules');
    await paste.fill('limit: 3');
    await limits.tab.getByRole('button', { name: 'Show what would change' }).click();
    await expectPage(limits.tab).toContainText('it is no complete JSON');
  });
});
