import { expectPage } from '../../support/expect-page.ts';
import type { AlarmFacts } from '../../../shared/model/alarm-facts.ts';
import type { Stop } from './visit.ts';

const alarms: readonly AlarmFacts[] = [
  { code: 'clock_jumped' },
  {
    code: 'admission_asked',
    people: [
      {
        userId: 'ben',
        name: 'ben',
        at: '2026-06-01T08:03:00.000Z',
        why: 'seats_full',
        device: 'Safari on iPhone',
      },
    ],
    more: 0,
  },
  { code: 'password_reported', users: [{ id: 'ann', name: 'ann' }], more: 0 },
  { code: 'seats_nearly_full', used: 38, seats: 40 },
  { code: 'throttle_burst', failures: 63, minutes: 5 },
  { code: 'kick_war', users: [{ name: 'ben', until: '2026-06-01T10:30:00.000Z' }], more: 0 },
  { code: 'backup_missing', days: 41 },
  { code: 'authority_expires', days: 61 },
  {
    code: 'logout_unconfirmed',
    apps: [{ name: 'Time clock', ends: 2, since: '2026-06-01T08:00:00.000Z' }],
    more: 0,
  },
  { code: 'app_bypassable', apps: ['Stock room'], more: 0 },
  { code: 'issuer_lost', apps: ['Wiki'], more: 0, issuer: 'https://192.168.1.7:8443/oidc' },
];

/** What is looked at: overview and sessions. */
export const watchStops: readonly Stop[] = [
  { name: 'overview', scenario: 'office', at: 'overview' },
  { name: 'overview, nobody yet', scenario: 'quiet', at: 'overview' },
  {
    name: 'overview, many alarms',
    scenario: 'office',
    at: 'overview',
    go: async ({ page, title, say }) => {
      await page.evaluate((all) => {
        const since = new Date().toISOString();
        window.fake.authority.setAlarms(
          all.map((facts) => ({ code: facts.code, since, sentence: 'What to do.', facts })),
        );
      }, alarms);
      await expectPage(title).toHaveText(say('overview.alarms', { count: alarms.length }));
    },
  },
  {
    name: 'overview, is the clock right',
    scenario: 'office',
    at: 'overview',
    go: async (visit) => {
      await visit.page.evaluate(() => {
        const since = new Date().toISOString();
        const facts = { code: 'clock_jumped' } as const;
        window.fake.authority.setAlarms([{ code: facts.code, since, sentence: 'What to do.', facts }]);
      });
      await visit.ask('button', 'attention.clockRight');
    },
  },
  {
    name: 'overview, sharing the address',
    scenario: 'office',
    at: 'overview',
    go: (visit) => visit.ask('button', 'quick.share'),
  },
  {
    name: 'overview, for how long to pause',
    scenario: 'office',
    at: 'overview',
    go: async (visit) => {
      await visit.press('button', 'pause.act');
      await expectPage(visit.page.getByRole('menu')).toBeVisible();
    },
  },
  {
    name: 'overview, paused',
    scenario: 'office',
    at: 'overview',
    go: async (visit) => {
      await visit.press('button', 'pause.act');
      await visit.press('menuitem', 'pause.untilResumed');
      await visit.see('overview.alarms', { count: 1 });
    },
  },
  { name: 'sessions', scenario: 'office', at: 'sessions' },
  { name: 'sessions, nobody', scenario: 'quiet', at: 'sessions' },
  {
    name: 'sessions, chosen, one gone, changes that wait',
    scenario: 'office',
    at: 'sessions',
    go: async (visit) => {
      const { page, rows, title } = visit;
      await rows.nth(1).getByRole('checkbox').check();
      await title.hover();
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      const gone = (await rows.nth(2).getAttribute('data-id')) ?? '';
      await page.evaluate((id) => {
        window.fake.authority.endSession(id);
        window.fake.authority.signIn('ann', 'New phone');
      }, gone);
      await expectPage(visit.find('button', 'ui.table.apply', { count: 2 })).toBeVisible();
    },
  },
  {
    name: 'sessions, which columns',
    scenario: 'office',
    at: 'sessions',
    go: async (visit) => {
      await visit.press('button', 'ui.table.live');
      await visit.press('button', 'ui.table.columns');
      await expectPage(visit.page.getByRole('menu')).toBeVisible();
    },
  },
  {
    name: 'sessions, narrowed down',
    scenario: 'office',
    at: 'sessions',
    go: async (visit) => {
      await visit.press('button', 'narrow.open');
      await visit.press('combobox', 'sessions.fields.class');
      await visit.press('option', 'classes.browser');
      await expectPage(
        visit.find('button', 'narrow.widen', { field: visit.say('sessions.fields.class') }),
      ).toBeVisible();
    },
  },
  {
    name: 'sessions, nothing matches',
    scenario: 'office',
    at: 'sessions',
    go: async (visit) => {
      await visit.find('textbox', 'sessions.filter').fill('nobody like this');
      await visit.see('ui.noRows');
    },
  },
  {
    name: 'sessions, one of them',
    scenario: 'office',
    at: 'sessions',
    go: async (visit) => {
      await visit.rows.nth(4).focus();
      await visit.page.keyboard.press('Enter');
      await expectPage(visit.dialog.locator('dl')).not.toHaveCount(0);
    },
  },
  {
    name: 'sessions, another name for a device',
    scenario: 'office',
    at: 'sessions',
    go: async ({ page, rows, dialog }) => {
      await rows.nth(0).focus();
      await page.keyboard.press('F2');
      await expectPage(dialog).toBeVisible();
    },
  },
  {
    name: 'sessions, sign out and block',
    scenario: 'office',
    at: 'sessions',
    go: async (visit) => {
      await visit.rows.nth(1).getByRole('checkbox').check();
      await visit.ask('button', 'sessions.blockChosen');
    },
  },
  {
    name: 'sessions, sign out everyone',
    scenario: 'office',
    at: 'overview',
    go: (visit) => visit.ask('button', 'quick.everyone'),
  },
  {
    name: 'sessions, ended',
    scenario: 'office',
    at: 'sessions',
    go: async (visit) => {
      await visit.press('tab', 'sessions.ended');
      await expectPage(visit.rows.first()).toBeVisible();
    },
  },
  {
    name: 'sessions, none ended',
    scenario: 'quiet',
    at: 'sessions',
    go: async (visit) => {
      await visit.press('tab', 'sessions.ended');
      await visit.see('sessions.endedEmptyTitle');
    },
  },
  {
    name: 'sessions, blocked',
    scenario: 'office',
    at: 'sessions',
    go: async (visit) => {
      await visit.rows.nth(1).getByRole('checkbox').check();
      await visit.ask('button', 'sessions.blockChosen');
      await visit.dialog.getByRole('button').last().click();
      await expectPage(visit.dialog).toHaveCount(0);
      await visit.press('tab', 'blocked.title');
      await expectPage(visit.rows).toHaveCount(1);
    },
  },
  {
    name: 'sessions, loading',
    scenario: 'office',
    at: 'sessions',
    go: async (visit) => {
      await visit.page.evaluate(() => window.fake.authority.holdCommands());
      await visit.press('tab', 'blocked.title');
      await expectPage(visit.page.getByText(visit.say('ui.loading'))).toBeAttached();
    },
  },
  {
    name: 'sessions, could not load',
    scenario: 'office',
    at: 'sessions',
    go: async (visit) => {
      await visit.page.evaluate(() => window.fake.authority.failCommands(true));
      await visit.press('tab', 'blocked.title');
      await expectPage(visit.page.getByRole('alert')).toBeVisible();
    },
  },
  {
    name: 'sessions, the connection is lost',
    scenario: 'office',
    at: 'sessions',
    go: async ({ page }) => {
      await page.evaluate(() => {
        window.fake.authority.die();
        window.fake.shell.setAuthority({ phase: 'stopped', restarts: 0 });
      });
      await expectPage(page.getByRole('alert')).toBeVisible();
    },
  },
  {
    name: 'users, the connection is lost while one is added',
    scenario: 'office',
    at: 'users',
    go: async (visit) => {
      await visit.ask('button', 'users.add');
      await visit.page.evaluate(() => {
        window.fake.authority.die();
        window.fake.shell.setAuthority({ phase: 'stopped', restarts: 0 });
      });
      await expectPage(visit.dialog.getByText(visit.say('down.stopped'))).toBeVisible();
    },
  },
];
