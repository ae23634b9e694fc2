import { Agent } from 'node:https';
import assert from 'node:assert/strict';
import type { AuthorityProcess } from '../support/authority-process.ts';
import { passwordOf } from '../support/authority-process.ts';
import { Browser, readForms, send, type Answer, type SendOptions } from '../support/client.ts';

/** The app's certificate is its admin's own business: not what is looked at here. */
const agent = new Agent({ rejectUnauthorized: false });

/** One person's browser on an app's address: its cookies there and at the portal, and no redirect followed by itself. */
export class AppVisitor {
  readonly cookies = new Map<string, string>();
  readonly portal: Browser;
  readonly #origin: string;

  constructor(authority: Pick<AuthorityProcess, 'origin' | 'ca'>, origin: string) {
    this.#origin = origin;
    this.portal = new Browser(authority.origin, authority.ca);
  }

  async ask(path: string, options: SendOptions = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await send(new URL(path, this.#origin).href, {
      agent,
      ...options,
      headers: {
        Accept: 'text/html',
        'Sec-Fetch-Mode': 'navigate',
        ...(cookie === '' ? {} : { Cookie: cookie }),
        ...options.headers,
      },
    });
    for (const line of answer.setCookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  /** From a page of the app over the portal's form to whatever that leads to: the answer of the portal. */
  async signIn(path: string, user: string): Promise<Answer> {
    const away = await this.ask(path);
    assert.equal(away.status, 302);
    const page = await this.portal.open(locationOf(away));
    const form = readForms(page.text).find(({ fields }) => 'password' in fields);
    assert.ok(form, `no form at ${locationOf(away)}`);
    return this.portal.submit(form, { username: user, password: passwordOf(user) });
  }

  /** The same, and on through the callback: the answer of the app at the end. */
  async enter(path: string, user: string): Promise<Answer> {
    const done = await this.signIn(path, user);
    const on = /http-equiv="refresh" content="0; ?url=([^"]+)"/i.exec(done.text)?.[1];
    assert.ok(on, done.text);
    const back = await this.ask(on.replaceAll('&amp;', '&'));
    assert.equal(back.status, 303);
    return this.ask(locationOf(back));
  }
}

export function locationOf(answer: Answer): string {
  return String(answer.headers['location']);
}
