import { request as httpRequest } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly setCookies: readonly string[];
  readonly text: string;
  json<T = Record<string, unknown>>(): T;
}

export interface SendOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly ca?: string;
  readonly agent?: Agent;
  /** The client's own address: on Linux any of 127.0.0.0/8. */
  readonly localAddress?: string | undefined;
}

const agents = new Map<string, Agent>();

/** One keep-alive agent per CA, so that many requests are not many handshakes. */
export function agentFor(ca: string): Agent {
  let agent = agents.get(ca);
  if (!agent) agents.set(ca, (agent = new Agent({ ca, keepAlive: true })));
  return agent;
}

/** One HTTP or HTTPS request, the certificate really checked; `Host` may be any. */
export function send(url: string, options: SendOptions = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const secure = url.startsWith('https:');
    const agent = options.agent ?? (secure && options.ca !== undefined ? agentFor(options.ca) : undefined);
    const request = (secure ? httpsRequest : httpRequest)(
      url,
      {
        method: options.method ?? 'GET',
        headers: options.headers ?? {},
        ...(agent ? { agent } : {}),
        ...(options.localAddress === undefined ? {} : { localAddress: options.localAddress }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            setCookies: response.headers['set-cookie'] ?? [],
            text,
            json<T>(): T {
              try {
                return JSON.parse(text) as T;
              } catch {
                throw new Error(`${String(response.statusCode)} ${url} is no JSON: ${text.slice(0, 500)}`);
              }
            },
          });
        });
      },
    );
    request.once('error', reject);
    request.end(options.body);
  });
}

export interface Form {
  readonly action: string;
  readonly method: string;
  /** Hidden and filled fields by name. */
  readonly fields: Readonly<Record<string, string>>;
  /** Values of check boxes, radio buttons and submit buttons by name, ticked or not. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
}

/** The forms of a page, as far as the portal uses HTML. */
export function readForms(html: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].map(([, head = '', body = '']) => {
    const fields: Record<string, string> = {};
    const choices: Record<string, string[]> = {};
    for (const [, input = ''] of body.matchAll(/<input\b([^>]*)>/gi)) {
      const name = attribute(input, 'name');
      if (name === undefined) continue;
      const value = attribute(input, 'value') ?? '';
      const type = attribute(input, 'type') ?? 'text';
      if (type === 'checkbox' || type === 'radio') (choices[name] ??= []).push(value);
      else fields[name] = value;
    }
    for (const [, button = ''] of body.matchAll(/<button\b([^>]*)>/gi)) {
      const name = attribute(button, 'name');
      if (name !== undefined) (choices[name] ??= []).push(attribute(button, 'value') ?? '');
    }
    return {
      action: attribute(head, 'action') ?? '',
      method: attribute(head, 'method') ?? 'get',
      fields,
      choices,
    };
  });
}

function attribute(text: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}=(?:"([^"]*)"|'([^']*)')`, 'i').exec(text);
  const value = found?.[1] ?? found?.[2];
  return value
    ?.replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** What people see of a page. */
export function readText(html: string): string {
  return html
    .replace(/<(style|script)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .replace(/ ([,.])/g, '$1')
    .trim();
}

export const chromeOnWindows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';
export const safariOnIphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';

/** A browser without a screen: a cookie jar, forms, and the headers a real one sends. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #origin: string;
  readonly #ca: string;
  readonly #userAgent: string;

  constructor(origin: string, ca: string, userAgent = chromeOnWindows) {
    this.#origin = origin;
    this.#ca = ca;
    this.#userAgent = userAgent;
  }

  async send(pathOrUrl: string, options: SendOptions = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await send(new URL(pathOrUrl, this.#origin).href, {
      ca: this.#ca,
      ...options,
      headers: {
        'User-Agent': this.#userAgent,
        Accept: 'text/html,application/xhtml+xml',
        ...(cookie === '' ? {} : { Cookie: cookie }),
        ...options.headers,
      },
    });
    for (const line of answer.setCookies) this.#keep(line);
    return answer;
  }

  open(path: string): Promise<Answer> {
    return this.send(path);
  }

  /** Sends a form as a browser does from a page of the same origin. */
  submit(form: Form, values: Readonly<Record<string, string | readonly string[]>> = {}): Promise<Answer> {
    return this.post(form.action, { ...form.fields, ...values });
  }

  post(path: string, values: Readonly<Record<string, string | readonly string[]>>): Promise<Answer> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(values)) {
      for (const one of typeof value === 'string' ? [value] : value) body.append(name, one);
    }
    return this.send(path, {
      method: 'POST',
      headers: {
        Origin: this.#origin,
        'Sec-Fetch-Site': 'same-origin',
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: body.toString(),
    });
  }

  /** Opens the sign-in page and fills it. */
  async signIn(username: string, password: string, returnTo?: string): Promise<Answer> {
    const path = returnTo === undefined ? '/sign-in' : `/sign-in?return_to=${encodeURIComponent(returnTo)}`;
    const page = await this.open(path);
    const form = readForms(page.text).find(({ fields }) => 'password' in fields);
    if (!form)
      throw new Error(`no sign-in form (${String(page.status)}): ${readText(page.text).slice(0, 500)}`);
    return this.submit(form, { username, password });
  }

  /** Its session token, when it holds one. */
  get token(): string | undefined {
    return this.cookies.get('__Host-rollcall');
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';');
    const equals = pair.indexOf('=');
    const name = pair.slice(0, equals).trim();
    const value = pair.slice(equals + 1).trim();
    const gone = attributes.some(
      (one) => /^\s*max-age=(0|-\d+)\s*$/i.test(one) || /^\s*expires=Thu, 01 Jan 1970/i.test(one),
    );
    if (gone || value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

export interface ApiSession {
  readonly token: string;
  readonly session: { readonly id: string; readonly device: string };
}

/** A native app or script on the session API. */
export class ApiClient {
  readonly #origin: string;
  readonly #ca: string;
  readonly #agent: Agent | undefined;

  /** @param agent connections of its own, for storms */
  constructor(origin: string, ca: string, agent?: Agent) {
    this.#origin = origin;
    this.#ca = ca;
    this.#agent = agent;
  }

  call(
    method: string,
    path: string,
    options: { token?: string | undefined; body?: unknown } = {},
  ): Promise<Answer> {
    return send(`${this.#origin}${path}`, {
      method,
      ca: this.#ca,
      ...(this.#agent ? { agent: this.#agent } : {}),
      headers: {
        Accept: 'application/json',
        ...(options.token === undefined ? {} : { Authorization: `Bearer ${options.token}` }),
        ...(options.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(options.body === undefined
        ? {}
        : { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }),
    });
  }

  signIn(username: string, password: string, device: string): Promise<Answer> {
    return this.call('POST', '/api/v1/sessions', { body: { username, password, device: { name: device } } });
  }

  /** Signs in where it must succeed. */
  async mustSignIn(username: string, password: string, device: string): Promise<ApiSession> {
    const answer = await this.signIn(username, password, device);
    if (answer.status !== 201)
      throw new Error(`sign-in of ${username}: ${String(answer.status)} ${answer.text}`);
    return answer.json<ApiSession>();
  }

  choose(ticket: string, end: readonly string[]): Promise<Answer> {
    return this.call('POST', '/api/v1/sessions/choose', { body: { ticket, end } });
  }

  whoAmI(token: string): Promise<Answer> {
    return this.call('GET', '/api/v1/session', { token });
  }

  signOut(token: string): Promise<Answer> {
    return this.call('DELETE', '/api/v1/session', { token });
  }

  list(token: string): Promise<Answer> {
    return this.call('GET', '/api/v1/sessions', { token });
  }

  end(token: string, id: string): Promise<Answer> {
    return this.call('DELETE', `/api/v1/sessions/${encodeURIComponent(id)}`, { token });
  }
}
