import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeCertificate, stopProcess, type ProxyProcess } from './proxy-process.ts';
import { splitSnippet } from './split-snippet.ts';

export type NginxProcess = ProxyProcess;

/**
 * A real nginx of its own, in the foreground, with the snippet where the snippet says: part 1 in `http`, part 2 in
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
  writeFileSync(
    path.join(dir, 'nginx.conf'),
    `daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
pid ${dir}/nginx.pid;
error_log ${dir}/error.log info;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${dir}/body;
  proxy_temp_path ${dir}/proxy;
  fastcgi_temp_path ${dir}/fastcgi;
  uwsgi_temp_path ${dir}/uwsgi;
  scgi_temp_path ${dir}/scgi;
  include http.conf;
  ${options.httpLines ?? ''}
  server {
    listen ${listen.host}:${String(listen.port)}${tls ? ' ssl' : ''};
    ${tls ? `ssl_certificate ${dir}/app.crt; ssl_certificate_key ${dir}/app.key;` : ''}
    ${options.serverLines ?? ''}
    include server.conf;
  }
}
`,
  );
  const [command, ...more] = [...wrap, 'nginx', '-p', `${dir}/`, '-c', `${dir}/nginx.conf`];
  const child = spawn(command, more, { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const stop = async (): Promise<void> => {
    await stopProcess(child);
    rmSync(dir, { recursive: true, force: true });
  };
  // It is written once the sockets listen.
  const deadline = Date.now() + 10_000;
  while (!existsSync(path.join(dir, 'nginx.pid'))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`nginx did not start:\n${errors}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { dir, errors: () => errors, stop };
}
