import { passwordOf } from '../authority-process.ts';
import type { PortalState } from './portal-state.ts';
import { enter, sendForm, signIn, strangeName } from './portal-world.ts';

/** Of those whose steps differ most. */
const systems = ['ios', 'android', 'linux'] as const;

/** The pages in front of apps, of trust, and of what is not there. */
export const appStates: readonly PortalState[] = [
  {
    name: 'sign-in, to go on to an app',
    title: 'signIn.title',
    async open(page, { behindGateway }) {
      await page.goto(`${behindGateway.open}/board?day=today`);
    },
  },
  {
    name: 'an app does not answer',
    title: 'unavailable.title',
    refusals: [502],
    async open(page, world) {
      await page.goto(`${world.behindGateway.open}/`);
      const { name } = await world.addUser();
      await sendForm(page, '/sign-in', { username: name, password: passwordOf(name) });
      await page.waitForURL(`${world.behindGateway.open}/**`);
    },
  },
  {
    name: 'an app is not open to this account, on the way in',
    title: 'error.forbidden',
    refusals: [403],
    async open(page, world) {
      const { name } = await world.addUser();
      await enter(page, world, name);
      await page.goto(`${world.behindGateway.closed}/`);
    },
  },
  {
    name: 'an app is not open to this account any more',
    title: 'forbidden.title',
    refusals: [502, 403],
    async open(page, world) {
      const { name, id } = await world.addUser({ limit: 9, groups: [world.insiders] });
      await enter(page, world, name);
      await page.goto(`${world.behindGateway.closed}/`);
      await world.control.users.set({ id, groups: [] });
      await page.reload();
    },
  },
  {
    name: 'no app at this address',
    title: 'nowhere.title',
    refusals: [421],
    async open(page, { behindGateway }) {
      await page.goto(behindGateway.open.replace('127.0.0.1', strangeName));
    },
  },
  {
    name: 'nothing at this address of an app',
    title: 'failed.title',
    refusals: [404],
    async open(page, { behindGateway }) {
      await page.goto(`${behindGateway.open}/.rollcall/nothing`);
    },
  },
  {
    name: 'sign out at an app',
    title: 'signOut.title',
    async open(page, world) {
      await enter(page, world, (await world.addUser()).name);
      await page.goto(`${world.behindGateway.open}/.rollcall/sign-out`);
    },
  },
  {
    name: 'the browser keeps no cookies of an app',
    title: 'cookies.title',
    refusals: [400],
    async open(page, { behindGateway }) {
      await page.goto(`${behindGateway.open}/.rollcall/callback?ticket=${'x'.repeat(43)}`);
    },
  },
  ...systems.map((system): PortalState => ({
    name: `trust, ${system}`,
    title: 'trust.title',
    async open(page, { authority }) {
      await page.goto(`${authority.httpOrigin}/trust?system=${system}`);
    },
  })),
  {
    name: 'trust, over the secure address',
    title: 'trust.title',
    async open(page, { authority }) {
      await page.goto(`${authority.origin}/trust`);
    },
  },
  {
    name: 'nothing at this address',
    title: 'error.title.404',
    refusals: [404],
    async open(page, { authority }) {
      await page.goto(`${authority.origin}/nothing`);
    },
  },
  {
    name: 'a name that is not ours',
    title: 'error.title.421',
    refusals: [421],
    async open(page, { authority }) {
      await page.goto(`${authority.origin.replace('127.0.0.1', strangeName)}/sign-in`);
    },
  },
  {
    name: 'a step that was used already',
    title: 'error.title.410',
    refusals: [410],
    async open(page, world) {
      const { name } = await world.addUser({ limit: 1 });
      await world.signInElsewhere(name, 'Chrome on Windows');
      await signIn(page, world, name);
      await page.locator('form.chooser').waitFor();
      await page.locator('[name=ticket]').evaluate((ticket: HTMLInputElement) => {
        ticket.value = ticket.value.slice(0, -4) + 'used';
      });
      await sendForm(page, '/sign-in/choose', {}, 'button[name=end]');
    },
  },
];
