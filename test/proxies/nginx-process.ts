import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeCertificate, type ProxyProcess } from './proxy-process.ts';
import { runNginx } from './run-nginx.ts';
import { splitSnippet } from './split-snippet.ts';

export type NginxProcess = ProxyProcess;

/**
 * A real nginx with the snippet where the snippet says: part 1 in `http`, part 2 in
 * the app's `server`. All else is what a Debian nginx has.
 *
 * @param wrap command line that runs it elsewhere, such as in a network namespace
 */
export async function startNginx(options: {
  readonly snippet: string;
  readonly listen: { readonly host: string; readonly port: number };
  /** False: the app is reached over plain HTTP. */
  readonly tls?: boolean;
  readonly caPem: string;
  /** Where the snippet says that the CA lies. */
  readonly caPemPath: string;
  readonly serverLines?: string;
  readonly wrap?: readonly string[];
  /** Further servers, such as the app itself. */
  readonly httpLines?: string;
}): Promise<NginxProcess> {
  const { snippet, listen, tls = true, wrap = [] } = options;
  const dir = mkdtempSync(path.join(tmpdir(), 'rollcall-nginx-'));
  const [http, server] = splitSnippet(snippet);
  if (!http || !server) throw new Error(`the snippet has no two parts:\n${snippet}`);
  const caPemPath = path.join(dir, 'rollcall-ca.pem');
  writeFileSync(caPemPath, options.caPem);
  writeFileSync(path.join(dir, 'http.conf'), http.text.replaceAll(options.caPemPath, caPemPath));
  writeFileSync(path.join(dir, 'server.conf'), server.text.replaceAll(options.caPemPath, caPemPath));
  if (tls) makeCertificate(dir, listen.host);
  return runNginx(
    dir,
    `include http.conf;
  ${options.httpLines ?? ''}
  server {
    listen ${listen.host}:${String(listen.port)}${tls ? ' ssl' : ''};
    ${tls ? `ssl_certificate ${dir}/app.crt; ssl_certificate_key ${dir}/app.key;` : ''}
    ${options.serverLines ?? ''}
    include server.conf;
  }`,
    wrap,
  );
}
