import { request } from 'node:https';
import type { ApiClient, ApiSession, Answer, Browser } from './client.ts';
import { agentFor, readForms } from './client.ts';
import type { AuthorityProcess } from './authority-process.ts';

/** An app that has no password: it is paired. */

export interface StartedPairing {
  readonly secret: string;
  readonly code: string;
  readonly expires_at: string;
  readonly approve_url: string;
  readonly poll_after_seconds: number;
}

export type PairedSession = ApiSession & {
  readonly registration?: string;
  readonly session: { readonly class: string };
};

export async function startPairing(
  api: ApiClient,
  name: string,
  registration?: string,
): Promise<StartedPairing> {
  const device = registration === undefined ? { name } : { name, registration };
  const answer = await api.call('POST', '/api/v1/pairings', { body: { device } });
  if (answer.status !== 201) throw new Error(`pairing of ${name}: ${String(answer.status)} ${answer.text}`);
  return answer.json<StartedPairing>();
}

export function claimPairing(api: ApiClient, secret: string): Promise<Answer> {
  return api.call('POST', '/api/v1/pairings/claim', { body: { secret } });
}

/** Types the code on the portal, as far as the question. */
export async function typeCode(browser: Browser, code: string): Promise<Answer> {
  const page = await browser.open('/pair');
  const form = readForms(page.text).find(({ action }) => action === '/pair');
  if (!form) throw new Error(`no form for the code (${String(page.status)})`);
  return browser.submit(form, { code });
}

/** Answers the question of the portal. */
export async function answerPairing(
  browser: Browser,
  code: string,
  answer: 'approve' | 'decline',
): Promise<Answer> {
  const page = await typeCode(browser, code);
  const form = readForms(page.text).find(({ action }) => action === '/pair/answer');
  if (!form) throw new Error(`no question (${String(page.status)})`);
  return browser.submit(form, { answer });
}

/** The whole way, where it must succeed. */
export async function mustPair(api: ApiClient, browser: Browser, name: string): Promise<PairedSession> {
  const { code, secret } = await startPairing(api, name);
  const approved = await answerPairing(browser, code, 'approve');
  const claimed = await claimPairing(api, secret);
  if (claimed.status !== 201) throw new Error(`${String(approved.status)}, then ${claimed.text}`);
  return claimed.json<PairedSession>();
}

export interface EventStream {
  readonly status: number;
  readonly contentType: string;
  /** Everything that came so far, comments too. */
  text(): string;
  /** Resolves when the authority has closed the stream; with when, in ms of `performance.now()`. */
  readonly closed: Promise<number>;
  /** Goes away as a device does that is switched off. */
  abort(): void;
}

/** `GET /api/v1/session/events` on a connection of its own. */
export function openEvents(
  authority: Pick<AuthorityProcess, 'origin' | 'ca'>,
  token: string,
): Promise<EventStream> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${authority.origin}/api/v1/session/events`,
      {
        agent: agentFor(authority.ca),
        headers: { Accept: 'text/event-stream', Authorization: `Bearer ${token}` },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('error', () => undefined);
        resolve({
          status: response.statusCode ?? 0,
          contentType: response.headers['content-type'] ?? '',
          text: () => text,
          closed: new Promise((close) => response.once('close', () => close(performance.now()))),
          abort: () => void sent.destroy(),
        });
      },
    );
    sent.once('error', reject);
    sent.end();
  });
}
