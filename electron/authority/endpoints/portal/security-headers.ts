import { createHash } from 'node:crypto';
import css from './portal.css?raw';
import script from './portal-script.js?raw';

/** The whole style and script of every page stand inside it: one answer, nothing else to fetch or to cache. */
export const pageStyle = css;
export const pageScript = script;

function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function policy(images: string): string {
  return [
    `default-src 'none'`,
    `style-src ${hashSource(pageStyle)}`,
    `script-src ${hashSource(pageScript)}`,
    `img-src ${images}`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
  ].join('; ');
}

/** On every answer of the LAN endpoints. Never HSTS: it would cover every port of this address. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policy('data:'),
  'X-Content-Type-Options': 'nosniff',
  // With `no-referrer` Chromium posts forms with `Origin: null`.
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy':
    'accelerometer=(), bluetooth=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), ' +
    'magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()',
  'Cache-Control': 'no-store',
};

/** The trust page shows a picture from the secure address: it appears when the browser trusts that. */
export const trustPagePolicy = policy('data: https:');
