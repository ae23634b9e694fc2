import type { Page } from '@playwright/test';
import { passwordOf } from '../authority-process.ts';
import type { PortalState } from './portal-state.ts';
import { enter, sendForm, signIn, type PortalWorld } from './portal-world.ts';

const chosen = 'three quiet rivers';

/** Somebody with a temporary password is asked for an own one. */
async function askForOwn(page: Page, world: PortalWorld, limit = 9): Promise<void> {
  const { name } = await world.addUser({ limit, finalPassword: false });
  await signIn(page, world, name);
  await page.locator('form[action="/welcome"]').waitFor();
}

/** Somebody whose place was taken said that it was not them, and is asked for a new password. */
async function report(page: Page, world: PortalWorld): Promise<string> {
  const { name } = await world.addUser({ limit: 1, policy: 'end-least-recent' });
  await enter(page, world, name);
  await world.signInElsewhere(name, 'Strange phone');
  await page.goto(`${world.authority.origin}/not-me`);
  await sendForm(page, '/not-me', { username: name, password: passwordOf(name) });
  await page.locator('form[action="/welcome"]').waitFor();
  return name;
}

/** The pages on which somebody chooses a password that nobody else knows, and what they lead to. */
export const welcomeStates: readonly PortalState[] = [
  {
    name: 'first use by a one-time code',
    title: 'welcome.title',
    async open(page, { authority }) {
      await page.goto(`${authority.origin}/welcome`);
    },
  },
  {
    name: 'first use, wrong code',
    title: 'welcome.title',
    refusals: [401],
    async open(page, { authority }) {
      await page.goto(`${authority.origin}/welcome`);
      await sendForm(page, '/welcome', { username: 'ann', code: 'AAAA', password: chosen });
    },
  },
  {
    name: 'own password after a temporary one',
    title: 'welcome.title',
    open: askForOwn,
  },
  {
    name: 'own password, too short',
    title: 'welcome.title',
    refusals: [422],
    async open(page, world) {
      await askForOwn(page, world);
      await sendForm(page, '/welcome', { password: 'short' });
      await page.locator('.notice.bad').waitFor();
    },
  },
  {
    name: 'own password saved, and no device may sign in',
    title: 'limit.titleZero',
    refusals: [409],
    async open(page, world) {
      await askForOwn(page, world, 0);
      await sendForm(page, '/welcome', { password: chosen });
    },
  },
  {
    name: 'own password saved, and no seat is free',
    title: 'seats.title',
    refusals: [409],
    async open(page, world) {
      await world.control.sessions.end({ all: true });
      await world.signInElsewhere((await world.addUser()).name, 'Till 1');
      await world.closeSeats();
      await askForOwn(page, world);
      await sendForm(page, '/welcome', { password: chosen });
    },
    after: (world) => world.openSeats(),
  },
  {
    name: 'it was not me, own password',
    title: 'notMe.choose',
    async open(page, world) {
      await report(page, world);
    },
  },
  {
    name: 'sign-in, with a password that was reported',
    title: 'signIn.title',
    refusals: [403],
    async open(page, world) {
      const name = await report(page, world);
      await signIn(page, world, name);
      await page.locator('.notice.bad').waitFor();
    },
  },
  {
    name: 'it was not me, own password too short',
    title: 'notMe.choose',
    refusals: [422],
    async open(page, world) {
      await report(page, world);
      await sendForm(page, '/welcome', { password: 'short' });
      await page.locator('.notice.bad').waitFor();
    },
  },
];
