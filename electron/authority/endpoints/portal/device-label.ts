import type { TFunction } from 'i18next';
import { plainText } from '../../../../shared/write-values.ts';

/** Order matters: many browsers name the ones they descend from as well. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\/|\bEdgiOS\//, 'Edge'],
  [/\bOPR\/|\bOPT\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bHeadlessChrome\/|\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];

/**
 * A name for people to recognise a browser by, such as "Chrome on Windows", in the language it was signed in with.
 * Clients can send anything, so nothing is ever decided by it; only these fixed words get through.
 */
export function deviceLabel(userAgent: string | undefined, t: TFunction): string {
  const text = (userAgent ?? '').slice(0, 1000);
  const browser = browsers.find(([pattern]) => pattern.test(text))?.[1] ?? t('device.browser');
  const system = systems.find(([pattern]) => pattern.test(text))?.[1];
  return system === undefined ? browser : plainText(t('device.on', { browser, system }));
}
