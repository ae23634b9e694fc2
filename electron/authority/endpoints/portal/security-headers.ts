import { createHash } from 'node:crypto';
import css from './portal.css?raw';
import script from './portal-script.js?raw';
import { accentStyle } from './accent-style.ts';

/** The whole style and script of every page stand inside it: one answer, nothing else to fetch or to cache. */
export const pageStyle = css;
export const pageScript = script;

function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function policy(images: string, accent: string): string {
  const own = accent === '' ? '' : ` ${hashSource(accentStyle(accent))}`;
  return [
    `default-src 'none'`,
    `style-src ${hashSource(pageStyle)}${own}`,
    `script-src ${hashSource(pageScript)}`,
    `img-src ${images}`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
  ].join('; ');
}

const otherHeaders = {
  'X-Content-Type-Options': 'nosniff',
  // With `no-referrer` Chromium posts forms with `Origin: null`.
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), ' +
    'magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()',
  'Cache-Control': 'no-store',
};

const known = new Map<string, Readonly<Record<string, string>>>();

/**
 * On every answer of the LAN endpoints. Never HSTS: it would cover every port of this address.
 * @param accent the admin's colour, whose rules stand in a style of their own
 */
export function securityHeaders(accent: string): Readonly<Record<string, string>> {
  const found = known.get(accent);
  if (found) return found;
  const headers = { 'Content-Security-Policy': policy('data:', accent), ...otherHeaders };
  // One colour is in force at a time.
  known.clear();
  known.set(accent, headers);
  return headers;
}

/** The trust page shows a picture from the secure address: it appears when the browser trusts that. */
export function trustPagePolicy(accent: string): string {
  return policy('data: https:', accent);
}
