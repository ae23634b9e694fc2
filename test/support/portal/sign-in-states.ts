import type { Page } from '@playwright/test';
import { passwordOf } from '../authority-process.ts';
import type { PortalState } from './portal-state.ts';
import { enter, sendForm, signIn, type PortalWorld } from './portal-world.ts';

const tellPath = '/sign-in/tell-admin';
const callAnna = 'In a hurry? Anna, room 12, telephone 4711.';

/** All seats are in use, by others. @returns the user who was refused */
async function findNoSeat(page: Page, world: PortalWorld): Promise<string> {
  await world.control.sessions.end({ all: true });
  await world.signInElsewhere((await world.addUser()).name, 'Till 1');
  await world.closeSeats();
  const { name } = await world.addUser();
  await signIn(page, world, name);
  return name;
}

/** Signing in, and each way in which it can be stopped. */
export const signInStates: readonly PortalState[] = [
  {
    name: 'sign-in',
    title: 'signIn.title',
    async open(page, { authority }) {
      await page.goto(`${authority.origin}/sign-in`);
    },
  },
  {
    name: 'sign-in, cancelled',
    title: 'signIn.title',
    async open(page, { authority }) {
      await page.goto(`${authority.origin}/sign-in?again=1&cancelled=1`);
    },
  },
  {
    name: 'sign-in, wrong password',
    title: 'signIn.title',
    refusals: [401],
    async open(page, world) {
      await signIn(page, world, (await world.addUser()).name, 'not the password');
    },
  },
  {
    name: 'sign-in, wait some seconds',
    title: 'signIn.title',
    refusals: [429],
    async open(page, world) {
      const { name } = await world.addUser();
      // Each of them counts, since none has to wait; then there is a minute, however slow the page is.
      await world.control.settings.set({ values: { 'throttle.freeFailures': 100 } });
      for (let n = 0; n < 7; n += 1) await world.api.signIn(name, 'not the password', 'Strange phone');
      await world.control.settings.set({ values: { 'throttle.freeFailures': 1 } });
      await signIn(page, world, name);
      await page.locator('.notice.bad').waitFor();
    },
    async after(world) {
      await world.control.settings.set({ values: { 'throttle.freeFailures': 5 } });
    },
  },
  {
    name: 'sign-in, not set up yet',
    title: 'error.title.503',
    refusals: [503],
    async open(page, { blankOrigin }) {
      await page.goto(`${blankOrigin}/sign-in`);
    },
  },
  {
    name: 'sign-in, somebody is signed in here',
    title: 'signIn.title',
    async open(page, world) {
      await enter(page, world, (await world.addUser()).name);
      await page.goto(`${world.authority.origin}/sign-in`);
    },
  },
  {
    name: 'sign-in, this device was signed out',
    title: 'signIn.title',
    async open(page, world) {
      const { name } = await world.addUser({ limit: 1, policy: 'end-least-recent' });
      await enter(page, world, name);
      await world.signInElsewhere(name, 'Chrome on Windows');
      await page.goto(`${world.authority.origin}/sign-in`);
    },
  },
  {
    name: 'chooser, one of two',
    title: 'chooser.title',
    async open(page, world) {
      const { name } = await world.addUser({ limit: 2 });
      await world.signInElsewhere(name, 'Chrome on Windows');
      await world.signInElsewhere(name, 'A tablet with quite a long name in the storeroom');
      await signIn(page, world, name);
    },
  },
  {
    name: 'chooser, several',
    title: 'chooser.titleSeveral',
    async open(page, world) {
      const { name, id } = await world.addUser({ limit: 4 });
      for (const device of ['Till 1', 'Till 2', 'Till 3']) await world.signInElsewhere(name, device);
      await world.control.users.set({ id, limit: 2, surplus: 'as_they_expire' });
      await signIn(page, world, name);
    },
  },
  {
    name: 'chooser, too few ticked',
    title: 'chooser.titleSeveral',
    refusals: [409],
    async open(page, world) {
      const { name, id } = await world.addUser({ limit: 4 });
      for (const device of ['Till 1', 'Till 2', 'Till 3']) await world.signInElsewhere(name, device);
      await world.control.users.set({ id, limit: 2, surplus: 'as_they_expire' });
      await signIn(page, world, name);
      await sendForm(page, '/sign-in/choose');
    },
  },
  {
    name: 'chooser, after devices pushed each other out',
    title: 'chooser.title',
    async open(page, world) {
      const { name } = await world.addUser({ limit: 1, policy: 'end-least-recent' });
      for (let n = 0; n < 5; n += 1) await world.api.signIn(name, passwordOf(name), `Till ${String(n)}`);
      await signIn(page, world, name);
    },
  },
  {
    name: 'chooser, there is room meanwhile',
    title: 'chooser.titleRoom',
    refusals: [409],
    async open(page, world) {
      const { name, id } = await world.addUser({ limit: 1 });
      await world.signInElsewhere(name, 'Chrome on Windows');
      await signIn(page, world, name);
      await page.locator('form.chooser').waitFor();
      await world.control.sessions.end({ userId: id });
      await sendForm(page, '/sign-in/choose');
    },
  },
  {
    name: 'refused by the limit, one device',
    title: 'limit.title',
    refusals: [409],
    async open(page, world) {
      const { name } = await world.addUser({ limit: 1, policy: 'refuse' });
      await world.signInElsewhere(name, 'Chrome on Windows');
      await signIn(page, world, name);
    },
  },
  {
    name: 'sign-in, once more after a refusal',
    title: 'signIn.title',
    refusals: [409],
    async open(page, world) {
      await signIn(page, world, (await world.addUser({ limit: 0 })).name);
      await sendForm(page, '/sign-in/again');
    },
  },
  {
    name: 'refused by the limit, two devices',
    title: 'limit.title',
    refusals: [409],
    async open(page, world) {
      const { name } = await world.addUser({ limit: 2, policy: 'refuse' });
      await world.signInElsewhere(name, 'Chrome on Windows');
      await world.signInElsewhere(name, 'Safari on iPhone');
      await signIn(page, world, name);
    },
  },
  {
    name: 'refused by the limit, none at all',
    title: 'limit.titleZero',
    refusals: [409],
    async open(page, world) {
      await signIn(page, world, (await world.addUser({ limit: 0 })).name);
    },
  },
  {
    name: 'no seat is free',
    title: 'seats.title',
    refusals: [409],
    async open(page, world) {
      const { name } = await world.addUser();
      await world.control.sessions.end({ all: true });
      await world.signInElsewhere(name, 'Till 1');
      await world.signInElsewhere(name, 'A tablet with quite a long name in the storeroom');
      await world.closeSeats();
      await signIn(page, world, name);
    },
    after: (world) => world.openSeats(),
  },
  {
    name: 'no seat is free, none of them the own',
    title: 'seats.title',
    refusals: [409],
    async open(page, world) {
      await findNoSeat(page, world);
    },
    after: (world) => world.openSeats(),
  },
  {
    name: 'no seat is free, the admin was told',
    title: 'tell.title',
    refusals: [409],
    async open(page, world) {
      await findNoSeat(page, world);
      await world.control.settings.set({ values: { 'portal.note': callAnna } });
      await sendForm(page, tellPath);
    },
    async after(world) {
      await world.control.settings.set({ values: { 'portal.note': '' } });
      await world.openSeats();
    },
  },
  {
    name: 'no seat is free, the admin was told before',
    title: 'seats.title',
    refusals: [409, 409],
    async open(page, world) {
      const name = await findNoSeat(page, world);
      await sendForm(page, tellPath);
      await page.locator('.notice.good').waitFor();
      await signIn(page, world, name);
    },
    after: (world) => world.openSeats(),
  },
  {
    name: 'outside of the hours',
    title: 'hours.title',
    refusals: [403],
    async open(page, world) {
      const { name, id } = await world.addUser();
      const { group } = await world.control.groups.add({
        name: `never now ${id}`,
        rules: {
          hours: {
            windows: [{ days: [((new Date().getDay() + 2) % 7) + 1], from: '08:30', to: '09:00' }],
            outside: 'block-new',
          },
        },
      });
      await world.control.users.set({ id, groups: [group.id] });
      await signIn(page, world, name);
    },
  },
  {
    name: 'signing in is paused',
    title: 'paused.title',
    refusals: [503],
    async open(page, world) {
      const { name } = await world.addUser();
      await world.authority.run(['pause', '--minutes', '15']);
      await signIn(page, world, name);
    },
    async after({ authority }) {
      await authority.run(['resume']);
    },
  },
  {
    name: 'this browser is blocked',
    title: 'blocked.title',
    refusals: [403],
    async open(page, world) {
      const { name, id } = await world.addUser();
      await enter(page, world, name);
      const { sessions } = await world.control.sessions.list({ state: 'live', userId: id });
      await world.authority.run(['session', 'end', sessions[0]?.id ?? '', '--block-device']);
      await signIn(page, world, name);
    },
  },
];
