import { spawn } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stopProcess, type ProxyProcess } from './proxy-process.ts';

/**
 * A real nginx of its own, in the foreground; resolves once its sockets listen.
 *
 * @param dir of its own; it goes with the nginx
 * @param httpLines what stands in `http`
 * @param wrap command line that runs it elsewhere, such as in a network namespace
 * @throws with what it said, when it does not start
 */
export async function runNginx(
  dir: string,
  httpLines: string,
  wrap: readonly string[] = [],
): Promise<ProxyProcess> {
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
  ${httpLines}
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
