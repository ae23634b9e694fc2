import type { Page } from '@playwright/test';
import { startPairing } from '../app-device.ts';
import { codeOf } from '../authenticator.ts';
import { passwordOf } from '../authority-process.ts';
import type { PortalState } from './portal-state.ts';
import { enter, sendForm, signIn, type PortalWorld } from './portal-world.ts';

/** Adds a second factor and stops at the recovery codes. */
async function addFactor(page: Page, world: PortalWorld, name: string): Promise<{ secret: string }> {
  await enter(page, world, name);
  await page.goto(`${world.authority.origin}/account/second-factor`);
  const secret = (await page.locator('.secret').textContent())?.replaceAll(' ', '') ?? '';
  await sendForm(page, '/account/second-factor/add', { current: passwordOf(name), code: codeOf(secret) });
  await page.locator('.codes').waitFor();
  return { secret };
}

/** Asks for a pairing and types its code. */
async function askToPair(page: Page, world: PortalWorld): Promise<void> {
  const { code } = await startPairing(world.api, 'Till by the door');
  await page.goto(`${world.authority.origin}/pair`);
  await sendForm(page, '/pair', { code });
}

/** The pages of somebody who is signed in, and of the second step. */
export const accountStates: readonly PortalState[] = [
  {
    name: 'second step',
    title: 'secondStep.title',
    async open(page, world) {
      const { name } = await world.addUser();
      await addFactor(page, world, name);
      await page.context().clearCookies();
      await signIn(page, world, name);
    },
  },
  {
    name: 'second step, wrong code',
    title: 'secondStep.title',
    refusals: [401],
    async open(page, world) {
      const { name } = await world.addUser();
      await addFactor(page, world, name);
      await page.context().clearCookies();
      await signIn(page, world, name);
      await sendForm(page, '/sign-in/code', { code: 'no such code' });
    },
  },
  {
    name: 'second step, a clock is wrong',
    title: 'secondStep.title',
    refusals: [401],
    async open(page, world) {
      const { name } = await world.addUser();
      const { secret } = await addFactor(page, world, name);
      await page.context().clearCookies();
      await signIn(page, world, name);
      await sendForm(page, '/sign-in/code', { code: codeOf(secret, Date.now() + 7 * 60_000) });
      await page.locator('.notice.bad').waitFor();
    },
  },
  {
    name: 'second factor, to add',
    title: 'secondFactor.addTitle',
    async open(page, world) {
      await enter(page, world, (await world.addUser()).name);
      await page.goto(`${world.authority.origin}/account/second-factor`);
    },
  },
  {
    name: 'recovery codes',
    title: 'recoveryCodes.title',
    async open(page, world) {
      await addFactor(page, world, (await world.addUser()).name);
    },
  },
  {
    name: 'second factor, added',
    title: 'secondFactor.title',
    async open(page, world) {
      await addFactor(page, world, (await world.addUser()).name);
      await page.goto(`${world.authority.origin}/account/second-factor`);
    },
  },
  ...(['codes', 'remove'] as const).map((act): PortalState => ({
    name: `second factor, ${act}`,
    title: `secondFactor.${act}Title`,
    async open(page, world) {
      await addFactor(page, world, (await world.addUser()).name);
      await page.goto(`${world.authority.origin}/account/second-factor?do=${act}`);
    },
  })),
  {
    name: 'my devices, only this one',
    title: 'devices.title',
    async open(page, world) {
      await enter(page, world, (await world.addUser()).name);
    },
  },
  {
    name: 'my devices, several, one renamed',
    title: 'devices.title',
    async open(page, world) {
      const { name } = await world.addUser({ limit: 4 });
      await world.signInElsewhere(name, 'Chrome on Windows');
      await world.signInElsewhere(name, 'A tablet with quite a long name in the storeroom');
      await enter(page, world, name);
      const own = page.locator('.own');
      await own.locator('.rename summary').click();
      await own.locator('[name=device]').fill('The phone in my pocket');
      await own.locator('.rename button').click();
      await page.waitForURL('**/devices?notice=renamed');
    },
  },
  {
    name: 'apps',
    title: 'apps.title',
    async open(page, world) {
      await enter(page, world, (await world.addUser()).name);
      await page.goto(`${world.authority.origin}/apps`);
    },
  },
  {
    name: 'change of password, refused',
    title: 'password.title',
    refusals: [403],
    async open(page, world) {
      await enter(page, world, (await world.addUser()).name);
      await page.goto(`${world.authority.origin}/account/password`);
      await sendForm(page, '/account/password', {
        current: 'not the password',
        password: 'three quiet rivers',
      });
    },
  },
  {
    name: 'add an app',
    title: 'pair.title',
    async open(page, world) {
      await enter(page, world, (await world.addUser()).name);
      await page.goto(`${world.authority.origin}/pair`);
    },
  },
  {
    name: 'add an app, is this your device',
    title: 'pair.question',
    async open(page, world) {
      await enter(page, world, (await world.addUser()).name);
      await askToPair(page, world);
    },
  },
  {
    name: 'add an app, chooser',
    title: 'chooser.title',
    async open(page, world) {
      await enter(page, world, (await world.addUser({ limit: 1 })).name);
      await askToPair(page, world);
      await page.locator('form[action="/pair/answer"] [value=approve]').click();
    },
  },
  {
    name: 'add an app, no seat is free',
    title: 'seats.title',
    refusals: [409],
    async open(page, world) {
      await world.control.sessions.end({ all: true });
      await enter(page, world, (await world.addUser()).name);
      await world.closeSeats();
      await askToPair(page, world);
      await page.locator('form[action="/pair/answer"] [value=approve]').click();
    },
    after: (world) => world.openSeats(),
  },
  {
    name: 'signed out, by oneself',
    title: 'signedOut.title',
    async open(page, world) {
      await enter(page, world, (await world.addUser()).name);
      await sendForm(page, '/sign-out');
      await page.waitForURL('**/signed-out**');
    },
  },
  {
    name: 'signed out, the place was taken',
    title: 'signedOut.title',
    refusals: [401],
    async open(page, world) {
      const { name } = await world.addUser({ limit: 1, policy: 'end-least-recent' });
      await enter(page, world, name);
      await world.signInElsewhere(name, 'Strange phone');
      await page.reload();
    },
  },
  {
    name: 'signed out, the admin did',
    title: 'signedOut.title',
    refusals: [401],
    async open(page, world) {
      const { name, id } = await world.addUser();
      await enter(page, world, name);
      await world.control.sessions.end({ userId: id });
      await page.reload();
    },
  },
  {
    name: 'it was not me',
    title: 'notMe.title',
    async open(page, world) {
      const { name } = await world.addUser({ limit: 1, policy: 'end-least-recent' });
      await enter(page, world, name);
      await world.signInElsewhere(name, 'Strange phone');
      await page.goto(`${world.authority.origin}/not-me`);
    },
  },
];
