import { expectPage } from '../../support/expect-page.ts';
import type { Stop, Visit } from './visit.ts';

async function openBox(visit: Visit, search: string): Promise<void> {
  await visit.page.keyboard.press('Control+k');
  const box = visit.find('combobox', 'box.title');
  await expectPage(box).toBeFocused();
  await box.fill(search);
}

/** Pauses with the command box, and stays at the notice: one that is pointed at does not go. */
async function pause(visit: Visit): Promise<void> {
  await openBox(visit, visit.say('box.acts.pauseHour'));
  await expectPage(visit.page.getByRole('option')).not.toHaveCount(0);
  await visit.page.keyboard.press('Enter');
  await visit.find('button', 'toasts.undo').hover();
}

/** What is around every screen: the command box, the sheet of keys, notices and what they take back, what was typed. */
export const frameStops: readonly Stop[] = [
  { name: 'the command box', scenario: 'office', at: 'sessions', go: (visit) => openBox(visit, '') },
  {
    name: 'the command box, with what was found',
    scenario: 'office',
    at: 'sessions',
    go: async (visit) => {
      await openBox(visit, 'an');
      await expectPage(visit.page.getByRole('option', { name: 'daniel' }).first()).toBeVisible();
    },
  },
  {
    name: 'the command box, nothing is called that',
    scenario: 'office',
    at: 'sessions',
    go: async (visit) => {
      await openBox(visit, 'zzzz');
      await visit.see('box.nothing', { search: 'zzzz' });
    },
  },
  {
    name: 'the sheet of keys',
    scenario: 'office',
    at: 'sessions',
    go: async (visit) => {
      await visit.page.keyboard.press('F1');
      await expectPage(visit.find('dialog', 'shortcuts.title')).toBeVisible();
    },
  },
  { name: 'a notice that can be taken back', scenario: 'office', at: 'users', go: pause },
  {
    name: 'a notice that can be taken back, beside a drawer',
    scenario: 'office',
    at: 'sessions',
    go: async (visit) => {
      const device = visit.device('Safari on iPhone');
      await visit.rows.filter({ hasText: device }).filter({ hasText: 'ben' }).focus();
      await visit.page.keyboard.press('Enter');
      await visit.press('button', 'session.block');
      await visit.press('button', 'block.actOne', { user: 'ben' });
      await visit.find('button', 'toasts.undo').hover();
      await expectPage(visit.dialog).toHaveCount(1);
    },
  },
  {
    name: 'a notice of what was taken back',
    scenario: 'office',
    at: 'users',
    go: async (visit) => {
      await pause(visit);
      await visit.press('button', 'toasts.undo');
      await visit.see('toasts.resumed');
      await visit.find('region', 'toasts.label').getByRole('button').last().hover();
    },
  },
  {
    name: 'a notice that it could not be taken back',
    scenario: 'office',
    at: 'users',
    go: async (visit) => {
      await pause(visit);
      await visit.page.evaluate(() => window.fake.authority.failCommands(true));
      await visit.press('button', 'toasts.undo');
      const notices = visit.find('region', 'toasts.label');
      await expectPage(notices).toContainText(visit.say('toasts.failed', { why: '' }).trim());
      await notices.getByRole('button').last().hover();
    },
  },
  {
    name: 'a dialog in which something was typed, about to close',
    scenario: 'office',
    at: 'users',
    go: async (visit) => {
      await visit.ask('button', 'users.add');
      await visit.findLabel('addUser.name').fill('lea');
      await visit.page.keyboard.press('Escape');
      await expectPage(visit.find('button', 'ui.discard.keep')).toBeFocused();
    },
  },
];
