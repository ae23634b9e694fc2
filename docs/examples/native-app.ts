/*
 * A small native client of Rollcall: signs in, answers the limit, enters an app, learns of the end, signs out; or is
 * paired and never sees a password. Plain Node 20, no packages.
 */
import { randomUUID } from 'node:crypto';
import { request } from 'node:https';

export interface Session {
  readonly id: string;
  readonly device: string;
}

export interface SignedIn {
  /** `rcs_…`: opens everything of this person. Kept as a secret, sent to Rollcall only. */
  readonly token: string;
  readonly session: Session;
}

function decodeSignedIn({ token, session }: Readonly<Record<string, unknown>>): SignedIn {
  return { token: String(token), session: session as Session };
}

export interface Ended {
  readonly reason: string;
  readonly at: string;
  readonly by?: string;
}

/** What Rollcall, or an app that checks with it, answered instead of what was asked for. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: Readonly<Record<string, unknown>>;

  constructor(status: number, problem: Readonly<Record<string, unknown>>) {
    const { title, code } = problem;
    super(typeof title === 'string' ? title : `status ${String(status)}`);
    this.status = status;
    this.code = typeof code === 'string' ? code : '';
    this.problem = problem;
  }
}

export class RollcallClient {
  readonly #origin: string;
  readonly #ca: string;

  /**
   * @param origin such as https://192.168.1.5:8443
   * @param ca PEM of Rollcall's own authority, from /trust/ca.pem; compare its fingerprint once
   */
  constructor(origin: string, ca: string) {
    this.#origin = origin;
    this.#ca = ca;
  }

  /**
   * @param chooseToEnd asked when the account is at its limit: the ids of `mustEnd` of these sessions, or none to give up
   */
  async signIn(
    username: string,
    password: string,
    device: string,
    chooseToEnd: (sessions: readonly Session[], mustEnd: number) => readonly string[],
  ): Promise<SignedIn> {
    // Sent again with the same id when the answer is lost, it gives the same session.
    const body = { username, password, device: { name: device }, transaction: randomUUID() };
    try {
      return decodeSignedIn(await this.call('POST', '/api/v1/sessions', { body }));
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'session_limit') throw error;
      const { ticket, sessions, must_end: mustEnd } = error.problem;
      // Without a ticket nothing can be chosen: the policy is to refuse.
      if (typeof ticket !== 'string') throw error;
      const end = chooseToEnd(sessions as Session[], Number(mustEnd));
      if (end.length === 0) throw error;
      return decodeSignedIn(await this.call('POST', '/api/v1/sessions/choose', { body: { ticket, end } }));
    }
  }

  /**
   * Signs in without a password: somebody who is signed in on the portal approves the code.
   *
   * @param show the code, and the address that a QR code may carry
   */
  async pair(device: string, show: (code: string, approveUrl: string) => void): Promise<SignedIn> {
    const started = await this.call('POST', '/api/v1/pairings', { body: { device: { name: device } } });
    show(String(started['code']), String(started['approve_url']));
    for (;;) {
      const body = { secret: started['secret'] };
      const answer = await this.call('POST', '/api/v1/pairings/claim', { body });
      if (answer['status'] !== 'waiting') return decodeSignedIn(answer);
      await new Promise((resolve) => setTimeout(resolve, Number(started['poll_after_seconds']) * 1000));
    }
  }

  /** What to send to one app as `Authorization: Bearer rca_…`. It ends with the session. */
  async appToken(token: string, app: string): Promise<string> {
    const answer = await this.call('POST', '/api/v1/session/app-token', { token, body: { app } });
    return String(answer['token']);
  }

  async signOut(token: string): Promise<void> {
    await this.call('DELETE', '/api/v1/session', { token });
  }

  /**
   * Waits until the session ends, and says why: within a second. Undefined: the stream broke, which says nothing about
   * the session; connect again.
   */
  untilEnd(token: string, opened: () => void = () => undefined): Promise<Ended | undefined> {
    return new Promise((resolve, reject) => {
      const headers = { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' };
      const sent = request(`${this.#origin}/api/v1/session/events`, { ca: this.#ca, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          if (text === '') opened();
          text += chunk;
          const data = /^event: ended\ndata: (.*)\n\n/m.exec(text)?.[1];
          if (data !== undefined) resolve(JSON.parse(data) as Ended);
        });
        response.once('close', () => resolve(undefined));
      });
      sent.once('error', reject).end();
    });
  }

  async call(
    method: string,
    path: string,
    options: { readonly token?: string; readonly body?: object } = {},
  ): Promise<Record<string, unknown>> {
    const { token, body } = options;
    const answer = await new Promise<{ status: number; text: string }>((resolve, reject) => {
      const sent = request(
        `${this.#origin}${path}`,
        {
          method,
          ca: this.#ca,
          headers: {
            Accept: 'application/json',
            ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
            ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
          response.once('error', reject);
        },
      );
      sent.once('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
    });
    const value = answer.text === '' ? {} : (JSON.parse(answer.text) as Record<string, unknown>);
    if (answer.status >= 400) throw new Refused(answer.status, value);
    return value;
  }
}
