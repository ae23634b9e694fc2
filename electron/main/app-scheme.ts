import { protocol, type Session } from 'electron';
import fs from 'node:fs/promises';
import path from 'node:path';

export const CONSOLE_URL = 'app://console/index.html';

const HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    // The UI kit sets style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Electron takes this only before its `ready`. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
}

/** True for what `serveAppScheme` answers: the console's own files. Ports and user names are foreign. */
export function isConsoleUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === 'app:' && url.host === 'console' && url.username === '' && url.password === '';
}

/** Answers `app://console/…` with the files below the directory and with nothing else. */
export function serveAppScheme(session: Session, rendererDir: string): void {
  session.protocol.handle('app', async (request) => {
    const assetPath = request.method === 'GET' ? findAssetPath(rendererDir, request.url) : undefined;
    const contentType = CONTENT_TYPES[path.extname(assetPath ?? '')];
    if (assetPath === undefined || contentType === undefined) return new Response(null, { status: 404 });
    try {
      const body = await fs.readFile(assetPath);
      return new Response(new Uint8Array(body), { headers: { ...HEADERS, 'Content-Type': contentType } });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}

/** The file a URL stands for, if it lies below the directory. */
export function findAssetPath(rendererDir: string, url: string): string | undefined {
  if (!isConsoleUrl(url)) return undefined;
  let name: string;
  try {
    name = decodeURIComponent(new URL(url).pathname);
  } catch {
    return undefined;
  }
  if (name.includes('\0') || name.includes('\\')) return undefined;
  const rootDir = path.resolve(rendererDir);
  const assetPath = path.join(rootDir, name);
  return assetPath.startsWith(rootDir + path.sep) ? assetPath : undefined;
}
