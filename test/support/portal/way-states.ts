import * as client from 'openid-client';
import { passwordOf } from '../authority-process.ts';
import { Browser } from '../client.ts';
import type { PortalState } from './portal-state.ts';
import { enter, sendForm } from './portal-world.ts';

/** The pages on the way to and from apps of OpenID Connect, to the console, and of forms that came too late. */
export const wayStates: readonly PortalState[] = [
  {
    name: 'going on to an app',
    title: 'goOn.title',
    async open(page, world) {
      // It goes on by itself: the app answers that there is nothing to show, and the browser stays.
      await page.route(
        `${world.behindGateway.open}/.rollcall/callback**`,
        (route) => route.fulfill({ status: 204 }),
        {
          times: 1,
        },
      );
      await page.goto(`${world.behindGateway.open}/`);
      const { name } = await world.addUser();
      await sendForm(page, '/sign-in', { username: name, password: passwordOf(name) });
    },
  },
  {
    name: 'sign-in, to go on to an app of OpenID Connect',
    title: 'signIn.title',
    async open(page, world) {
      await page.goto((await world.shop.start()).url.href);
    },
  },
  {
    name: 'an app of OpenID Connect asks wrongly',
    title: 'error.title.400',
    refusals: [400],
    async open(page, world) {
      await page.goto((await world.shop.start({ redirect_uri: 'https://elsewhere.example.test/' })).url.href);
    },
  },
  {
    name: 'an app of OpenID Connect waits no longer',
    title: 'error.title.410',
    refusals: [410],
    async open(page, { authority }) {
      await page.goto(`${authority.origin}/oidc/interaction/${'x'.repeat(43)}`);
    },
  },
  {
    name: 'an app of OpenID Connect asks to sign out',
    title: 'appSignOut.title',
    async open(page, world) {
      await enter(page, world, (await world.addUser()).name);
      await page.goto(client.buildEndSessionUrl(world.shop.config).href);
    },
  },
  {
    name: 'an app of OpenID Connect asks to sign out, and means somebody else',
    title: 'appSignOut.title',
    async open(page, world) {
      const { name: other } = await world.addUser();
      const browser = new Browser(world.authority.origin, world.authority.ca);
      await browser.signIn(other, passwordOf(other));
      const { id_token: hint = '' } = await world.shop.signIn(browser);
      await enter(page, world, (await world.addUser()).name);
      await page.goto(client.buildEndSessionUrl(world.shop.config, { id_token_hint: hint }).href);
    },
  },
  {
    name: 'sign-in, the page was open too long',
    title: 'signIn.title',
    refusals: [403],
    async open(page, world) {
      const { name } = await world.addUser();
      await page.goto(`${world.authority.origin}/sign-in`);
      await page.context().clearCookies();
      await sendForm(page, '/sign-in', { username: name, password: passwordOf(name) });
      await page.locator('.notice.bad').waitFor();
    },
  },
  {
    name: 'a form that was open too long',
    title: 'error.title.410',
    refusals: [403],
    async open(page, world) {
      await enter(page, world, (await world.addUser()).name);
      await page.locator('form[action="/sign-out"] [name=form_token]').evaluate((token: HTMLInputElement) => {
        token.value = token.value.replace(/^./, (first) => (first === 'x' ? 'y' : 'x'));
      });
      await sendForm(page, '/sign-out');
    },
  },
  {
    name: 'sign-in to the console',
    title: 'consoleSignIn.title',
    async open(page, { consoleOrigin }) {
      await page.goto(`${consoleOrigin}/`);
    },
  },
  {
    name: 'sign-in to the console, refused',
    title: 'consoleSignIn.title',
    refusals: [403],
    async open(page, world) {
      const { name } = await world.addUser();
      await page.goto(`${world.consoleOrigin}/`);
      await sendForm(page, '/sign-in', { username: name, password: passwordOf(name), code: '000000' });
      await page.locator('.notice.bad').waitFor();
    },
  },
];
