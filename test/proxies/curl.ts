import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { readForms } from '../support/client.ts';

export interface CurlAnswer {
  readonly status: number;
  /** Where the redirects led. */
  readonly url: string;
  readonly text: string;
  json<T = Record<string, unknown>>(): T;
}

const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';

/** A real HTTPS client with a cookie jar of its own, checking certificates, run wherever `wrap` says. */
export class Curl {
  readonly #wrap: readonly string[];
  readonly #caPath: string;
  readonly #jarPath: string;

  constructor(wrap: readonly string[], dir: string, name: string) {
    this.#wrap = wrap;
    this.#caPath = path.join(dir, 'trusted.pem');
    this.#jarPath = path.join(dir, `${name}.cookies`);
    writeFileSync(this.#jarPath, '');
  }

  async send(url: string, args: readonly string[] = []): Promise<CurlAnswer> {
    const [command, ...rest] = [
      ...this.#wrap,
      'curl',
      '-sS',
      '--max-time',
      '20',
      '--cacert',
      this.#caPath,
      '-A',
      userAgent,
      '-b',
      this.#jarPath,
      '-c',
      this.#jarPath,
      '-w',
      '\n%{http_code} %{url_effective}',
      ...args,
      url,
    ];
    const { stdout } = await promisify(execFile)(command, rest);
    const end = stdout.lastIndexOf('\n');
    const [status = '', effective = ''] = stdout.slice(end + 1).split(' ');
    const text = stdout.slice(0, end);
    return {
      status: Number(status),
      url: effective,
      text,
      json: <T>() => JSON.parse(text) as T,
    };
  }

  /** A page as a browser asks for it, redirects followed. */
  open(url: string): Promise<CurlAnswer> {
    return this.send(url, ['-L', '-H', 'Accept: text/html']);
  }

  post(url: string, body: unknown, token?: string): Promise<CurlAnswer> {
    return this.send(url, [
      '-H',
      'Content-Type: application/json',
      '--data-raw',
      JSON.stringify(body),
      ...(token === undefined ? [] : ['-H', `Authorization: Bearer ${token}`]),
    ]);
  }

  /** Opens a page, fills in the sign-in form it leads to, and follows what comes back. */
  async signIn(url: string, username: string, password: string): Promise<CurlAnswer> {
    const page = await this.open(url);
    const form = readForms(page.text).find(({ fields }) => 'password' in fields);
    if (!form) throw new Error(`no sign-in form at ${page.url} (${String(page.status)}): ${page.text}`);
    const fields = Object.entries({ ...form.fields, username, password });
    const action = new URL(form.action, page.url);
    const answer = await this.send(action.href, [
      '-H',
      `Origin: ${action.origin}`,
      '-H',
      'Accept: text/html',
      ...fields.flatMap(([name, value]) => ['--data-urlencode', `${name}=${value}`]),
    ]);
    const on = /http-equiv="refresh" content="0; ?url=([^"]+)"/i.exec(answer.text)?.[1];
    return on === undefined ? answer : this.open(new URL(on.replaceAll('&amp;', '&'), action).href);
  }

  /** The jar, in an order that does not change. */
  cookies(): string {
    return readFileSync(this.#jarPath, 'utf8').split('\n').sort().join('\n');
  }
}
