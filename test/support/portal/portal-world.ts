import type { Page } from '@playwright/test';
import {
  passwordOf,
  startAuthority,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../authority-process.ts';
import { ApiClient } from '../client.ts';
import { addRelyingParty, type RelyingParty } from '../../oidc/relying-party.ts';
import { findFreePort } from '../../proxies/free-port.ts';
import { openControl, type Control } from '../open-control.ts';

/** Leads to the authority, which does not know it. The browser is told by `--host-resolver-rules`. */
export const strangeName = 'strange.example';

type NewUser = Omit<Parameters<Control['users']['add']>[0], 'name' | 'password'>;

/** A real authority with what the pages for people need around them, and the ways people go there. */
export interface PortalWorld {
  readonly authority: AuthorityProcess;
  readonly control: Control;
  readonly api: ApiClient;
  /** Origin of an authority that has no admin yet. */
  readonly blankOrigin: string;
  /** Origins of apps that do not answer: one that everybody may enter, one for the group `insiders` alone. */
  readonly behindGateway: { readonly open: string; readonly closed: string };
  /** An app of OpenID Connect. */
  readonly shop: RelyingParty;
  /** Origin of the console in a browser. */
  readonly consoleOrigin: string;
  /** Id of a group. */
  readonly insiders: string;
  /** A new user with a name of its own and the password `passwordOf(name)`. */
  addUser(user?: NewUser): Promise<{ name: string; id: string }>;
  /** A device of the user that is signed in and seen, so that its place is not given away. */
  signInElsewhere(name: string, device: string): Promise<string>;
  /** Everybody new finds all seats in use. */
  closeSeats(): Promise<void>;
  openSeats(): Promise<void>;
  close(): Promise<void>;
}

export async function openPortalWorld(): Promise<PortalWorld> {
  const [authority, blank] = await Promise.all([startSetUpAuthority(), startAuthority()]);
  const control = openControl(authority);
  const api = new ApiClient(authority.origin, authority.ca);
  const consolePort = await findFreePort('127.0.0.1');
  await authority.run(['console', 'on', '--port', String(consolePort)]);
  const { group } = await control.groups.add({ name: 'Insiders', rules: {} });
  const addApp = async (name: string, groups: string[]): Promise<string> => {
    const [url, upstream] = [await freeOrigin('https'), await freeOrigin('http')];
    await control.apps.add({ name, kind: 'gateway', url, upstream, groups });
    return url;
  };
  const behindGateway = {
    open: await addApp('Order board of the warehouse', []),
    closed: await addApp('Wages', [group.id]),
  };
  let count = 0;
  return {
    authority,
    control,
    api,
    blankOrigin: blank.origin,
    behindGateway,
    shop: await addRelyingParty(authority, control, 'Shop', { url: 'https://shop.example.test' }),
    consoleOrigin: `http://127.0.0.1:${String(consolePort)}`,
    insiders: group.id,
    async addUser(user = { limit: 9 }) {
      count += 1;
      const name = `person ${String(count)}`;
      const added = await control.users.add({
        name,
        password: passwordOf(name),
        finalPassword: true,
        ...user,
      });
      return { name, id: added.user.id };
    },
    async signInElsewhere(name, device) {
      const { token } = await api.mustSignIn(name, passwordOf(name), device);
      const { status } = await api.whoAmI(token);
      if (status !== 200) throw new Error(`${device} of ${name} is not in: ${String(status)}`);
      return token;
    },
    async closeSeats() {
      const { used } = await control.plan.get();
      await control.plan.set({ seats: used, mode: 'floating', whenFull: 'refuse' });
    },
    async openSeats() {
      await control.plan.set({ seats: 'unlimited', mode: 'floating', whenFull: 'refuse' });
    },
    close: async () => void (await Promise.all([authority.remove(), blank.remove()])),
  };
}

async function freeOrigin(scheme: string): Promise<string> {
  return `${scheme}://127.0.0.1:${String(await findFreePort('127.0.0.1'))}`;
}

/** Fills in the form of the page that goes to `action` and sends it: without a word, so in every language. */
export async function sendForm(
  page: Page,
  action: string,
  fields: Readonly<Record<string, string>> = {},
  button = 'button[type=submit]',
): Promise<void> {
  const form = page.locator(`form[action="${action}"]`).first();
  for (const [name, value] of Object.entries(fields)) await form.locator(`[name="${name}"]`).fill(value);
  await form.locator(button).first().click();
}

export async function signIn(
  page: Page,
  world: PortalWorld,
  name: string,
  password = passwordOf(name),
): Promise<void> {
  await page.goto(`${world.authority.origin}/sign-in`);
  await sendForm(page, '/sign-in', { username: name, password });
}

/** Signed in, and on the page of the own devices. */
export async function enter(page: Page, world: PortalWorld, name: string): Promise<void> {
  await signIn(page, world, name);
  await page.waitForURL('**/devices');
}
