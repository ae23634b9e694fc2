import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ProxyProcess } from './proxy-process.ts';
import { runNginx } from './run-nginx.ts';

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
}): Promise<ProxyProcess> {
  const dir = mkdtempSync(path.join(tmpdir(), 'rollcall-bench-'));
  return runNginx(
    dir,
    `upstream frappe-bench-frappe { server 127.0.0.1:${String(options.webPort)}; }
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
  }`,
  );
}
