import { describe, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { LimitsPage } from './pages/limits-page.ts';

describe('Seats', () => {
  const host = useConsoleHost();
  const openSeats = async (scenario: 'shop' | 'quiet' | 'office' = 'shop'): Promise<LimitsPage> => {
    const seats = new LimitsPage((await host.open(scenario)).page);
    await seats.open('Seats');
    return seats;
  };
  const save = (seats: LimitsPage): Promise<void> =>
    seats.getPanel('The plan').getByRole('button', { name: 'Save' }).click();

  it('each seat is shown with who holds it or for whom it is kept, and moves by itself', async () => {
    const seats = await openSeats();
    const now = seats.getPanel('Who sits where now');
    await expectPage(now).toContainText('4 of 5 seats in use');
    await expectPage(now.getByRole('listitem').filter({ hasText: 'ben' })).toContainText(
      '1 taken, 1 kept free',
    );
    await expectPage(now).toContainText('only those it is kept for get a further device in');
    await seats.page.evaluate(() => window.fake.authority.signIn('ben', 'Chrome on Android'));
    await expectPage(now).toContainText('5 of 5 seats in use');
    await expectPage(now.getByRole('listitem').filter({ hasText: 'ben' })).toContainText('2 seats');
  });

  it('a plan of five is made as 2 + 2 + 1, and the sum is told while it is typed', async () => {
    const seats = await openSeats('office');
    await seats.tab.getByLabel('Number of seats').fill('5');
    for (const [user, count] of [
      ['ann', '2'],
      ['ben', '2'],
      ['gopal', '1'],
    ] as const) {
      await seats.getReservation(user).fill(count);
    }
    await expectPage(seats.reservations).toContainText('2 + 2 + 1 = 5 of 5 reserved');
    await expectPage(seats.unsaved).toBeVisible();
    await expectPage(seats.getPanel('Who sits where now')).toContainText('30 of 40 seats in use');
    await save(seats);
    await expectPage(seats.dialog).toContainText('Save rules that leave 25 devices over?');
    await seats.dialog.getByRole('button', { name: 'Save the rules' }).click();
    await expectPage(seats.getPanel('Who sits where now')).toContainText('30 devices on 5 seats');
    await expectPage(seats.reservations).toContainText('2 + 2 + 1 = 5 of 5 reserved');
    await expectPage(seats.unsaved).toHaveCount(0);
  });

  it('6 of 5 is refused in words and cannot be saved', async () => {
    const seats = await openSeats();
    await expectPage(seats.reservations).toContainText('2 + 2 + 1 = 5 of 5 reserved');
    await seats.getReservation('chiara').fill('2');
    await expectPage(seats.tab).toContainText('6 of 5: more seats are reserved than there are.');
    const button = seats.getPanel('The plan').getByRole('button', { name: 'Save' });
    await expectPage(button).toBeDisabled();
    await seats.getPanel('The plan').getByRole('button', { name: 'Take back' }).click();
    await expectPage(seats.getReservation('chiara')).toHaveValue('1');
    await expectPage(seats.unsaved).toHaveCount(0);
  });

  it('a smaller plan shows whom it leaves over, and signs them out only when that is chosen', async () => {
    const seats = await openSeats();
    const now = seats.getPanel('Who sits where now');
    await seats.tab.getByLabel('Number of seats').fill('3');
    await seats.getReservation('ann').fill('1');
    await seats.getReservation('ben').fill('1');
    await save(seats);
    await expectPage(seats.dialog).toContainText('Save rules that leave 1 device over?');
    await expectPage(seats.dialog.getByRole('listitem')).toContainText('Fewer seats in the plan');
    await expectPage(seats.dialog.getByRole('radio', { name: 'As they expire' })).toBeChecked();
    await expectPage(now).toContainText('4 of 5 seats in use');
    await seats.dialog.getByRole('button', { name: 'Save the rules' }).click();
    await expectPage(now).toContainText('4 devices on 3 seats');

    await seats.tab.getByLabel('Number of seats').fill('2');
    await seats.getReservation('chiara').fill('0');
    await save(seats);
    await expectPage(seats.dialog.getByRole('listitem')).toHaveCount(2);
    await seats.dialog.getByRole('radio', { name: 'Now' }).check();
    await seats.dialog.getByRole('button', { name: 'Save and sign out 2 devices' }).click();
    await expectPage(now).toContainText('2 of 2 seats in use');
    await expectPage(seats.unsaved).toHaveCount(0);
  });

  it('allocated seats are the limit of each person', async () => {
    const seats = await openSeats();
    await seats.tab.getByRole('radio', { name: 'Allocated' }).check();
    await expectPage(seats.reservations.locator('tr[data-id]').filter({ hasText: 'chiara' })).toContainText(
      '1 device',
    );
    await save(seats);
    await expectPage(seats.unsaved).toHaveCount(0);
    await seats.goTo('Users');
    await expectPage(seats.page.locator('tr[data-id]').filter({ hasText: 'chiara' })).toContainText(
      'seats of the plan',
    );
  });

  it('a command that is under way shows so, and the seats change when the change arrives', async () => {
    const seats = await openSeats();
    await seats.tab.getByLabel('Number of seats').fill('9');
    await seats.page.evaluate(() => window.fake.authority.holdCommands());
    await save(seats);
    await expectPage(seats.getPanel('The plan').locator('button[data-loading]')).toBeVisible();
    await expectPage(seats.getPanel('Who sits where now')).toContainText('4 of 5 seats in use');
    await seats.page.evaluate(() => window.fake.authority.releaseCommands());
    await expectPage(seats.getPanel('Who sits where now')).toContainText('4 of 9 seats in use');
  });

  it('without a plan nothing is reserved', async () => {
    const seats = await openSeats('quiet');
    await expectPage(seats.getPanel('Who sits where now')).toContainText('Nobody is signed in.');
    await expectPage(seats.reservations).toHaveCount(0);
  });
});
