import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { readTestFont, testFontsPath } from './test-fonts.ts';

/** As the app serves the console; frame-ancestors cannot matter here. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Serves the built console on this computer only. */
export async function openConsoleServer(rendererDir: string): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const filePath = path.join(rendererDir, path.normalize(pathname === '/' ? '/index.html' : pathname));
    const contentType = CONTENT_TYPES[path.extname(filePath)];
    if (contentType === undefined) {
      response.writeHead(204).end();
      return;
    }
    const read = pathname.startsWith(testFontsPath) ? readTestFont(pathname) : readFile(filePath);
    read.then(
      (body) => {
        response.writeHead(200, {
          'content-type': contentType,
          'content-security-policy': CONTENT_SECURITY_POLICY,
        });
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(port)}/`, close: () => server.close() };
}
