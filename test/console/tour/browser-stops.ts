import type { ConsoleDoor } from '../../../shared/contract/shell.ts';
import type { Stop, Visit } from './visit.ts';

/** As in a browser, where two admins are signed in, this one first. */
async function beInBrowser({ page }: Visit): Promise<void> {
  await page.evaluate(() => {
    const [here = ''] = window.fake.authority.fillBrowserConsole(['admin', 'ivan']);
    window.fake.shell.beInBrowser('admin', here);
  });
}

const doors: readonly ConsoleDoor[] = [
  { kind: 'too_many' },
  { kind: 'moved', port: 9490, address: 'http://127.0.0.1:9490/#/settings' },
  { kind: 'switched_off' },
];

/** What there is of the console in a browser only. */
export const browserStops: readonly Stop[] = [
  ...doors.map((door): Stop => ({
    name: `in a browser, ${door.kind}`,
    scenario: door.kind === 'too_many' ? 'down' : 'office',
    at: '',
    go: async (visit) => {
      await beInBrowser(visit);
      await visit.page.evaluate((one) => {
        window.fake.shell.setAuthority({ phase: 'ready', restarts: 0 });
        window.fake.shell.setDoor(one);
      }, door);
      await visit.see(`door.${door.kind}.mark`);
    },
  })),
  {
    name: 'in a browser, nobody answers',
    scenario: 'office',
    at: 'users',
    go: async (visit) => {
      await beInBrowser(visit);
      await visit.page.evaluate(() => {
        window.fake.authority.die();
        window.fake.shell.setDoor({ kind: 'away' });
      });
      await visit.see('door.away.fix');
    },
  },
  {
    name: 'in a browser, who is signed in there',
    scenario: 'office',
    at: 'settings',
    go: async (visit) => {
      await beInBrowser(visit);
      await visit.see('consoleSessions.here');
    },
  },
  {
    name: 'in a browser, signing out everybody there',
    scenario: 'office',
    at: 'settings',
    go: async (visit) => {
      await beInBrowser(visit);
      await visit.ask('button', 'consoleSessions.endAll');
    },
  },
  {
    name: 'in a browser, turning it off',
    scenario: 'office',
    at: 'settings',
    go: async (visit) => {
      await beInBrowser(visit);
      // The kit hides the switch itself behind its picture.
      await visit.findLabel('settings.items.console.browser.label').click({ force: true });
      await visit.ask('button', 'settings.save', { count: 1 });
    },
  },
  {
    name: 'in a browser, moving it',
    scenario: 'office',
    at: 'settings',
    go: async (visit) => {
      await beInBrowser(visit);
      await visit.findLabel('settings.items.console.port.label').fill('9490');
      await visit.ask('button', 'settings.save', { count: 1 });
    },
  },
];
