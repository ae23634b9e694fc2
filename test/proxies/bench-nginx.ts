import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '../support/eventually.ts';
import { stopProcess } from './proxy-process.ts';

/**
 * A real nginx with the parts of what `bench setup nginx` writes that live updates go through.
 *
 * @param socketLocation its `location /socket.io`
 * @param webLines what is set for ERPNext's pages
 */
export async function startBenchNginx(options: {
  readonly port: number;
  readonly webPort: number;
  readonly socketPort: number;
  readonly socketLocation: string;
  readonly webLines: string;
}): Promise<{ stop(): Promise<void> }> {
  const dir = mkdtempSync(path.join(tmpdir(), 'rollcall-bench-'));
  writeFileSync(
    path.join(dir, 'nginx.conf'),
    `daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
pid ${dir}/nginx.pid;
error_log ${dir}/error.log info;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path ${dir}/body;
  proxy_temp_path ${dir}/proxy;
  fastcgi_temp_path ${dir}/fastcgi;
  uwsgi_temp_path ${dir}/uwsgi;
  scgi_temp_path ${dir}/scgi;
  upstream frappe-bench-frappe { server 127.0.0.1:${String(options.webPort)}; }
  upstream frappe-bench-socketio-server { server 127.0.0.1:${String(options.socketPort)}; }
  server {
    listen 127.0.0.1:${String(options.port)};
    ${options.socketLocation}
    location / {
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      ${options.webLines}
      proxy_set_header Host $host;
      proxy_pass http://frappe-bench-frappe;
    }
  }
}
`,
  );
  const child = spawn('nginx', ['-p', `${dir}/`, '-c', `${dir}/nginx.conf`], { stdio: 'ignore' });
  await eventually('nginx listens', () => existsSync(path.join(dir, 'nginx.pid')), 10_000);
  return {
    stop: async () => {
      await stopProcess(child);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
