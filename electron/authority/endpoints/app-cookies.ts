import type { App } from '../records/apps/apps.ts';

/**
 * Cookies ignore ports, so several apps on one address share a jar: the app's id is part of the name. The prefix
 * `__Host-` keeps other hosts and plain HTTP from setting it; an app over plain HTTP must do without.
 */
export function appCookieName(app: Pick<App, 'id' | 'plainHttp'>): string {
  return app.plainHttp ? `rollcall-${app.id}` : `__Host-rollcall-${app.id}`;
}

/** Binds tickets to one browser. It is kept, so that several tabs can sign in at the same time. */
export function stateCookieName(app: Pick<App, 'id' | 'plainHttp'>): string {
  return `${appCookieName(app)}-state`;
}

/** The first cookie of that name in a `Cookie` header. By hand: this runs at every request of every app. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined;
  const length = name.length;
  for (let at = header.indexOf(name); at !== -1; at = header.indexOf(name, at + 1)) {
    if (header.charCodeAt(at + length) !== 61 /* = */) continue;
    let before = at - 1;
    while (before >= 0 && isBlank(header.charCodeAt(before))) before -= 1;
    if (before >= 0 && header.charCodeAt(before) !== 59 /* ; */) continue;
    const end = header.indexOf(';', at);
    return header.slice(at + length + 1, end === -1 ? undefined : end).trimEnd();
  }
  return undefined;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** Lives until the browser closes or the session ends; no Domain, so that it stays on this very host. */
export function writeCookie(app: App, name: string, value: string): string {
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${app.plainHttp ? '' : '; Secure'}`;
}

export function clearCookie(app: App, name: string): string {
  return `${writeCookie(app, name, '')}; Max-Age=0`;
}
