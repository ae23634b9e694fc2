import { writeDeviceLabel, type BrowserName, type SystemName } from '../../../../shared/device-label.ts';

/** Order matters: many browsers name the ones they descend from as well. */
const browsers: readonly (readonly [RegExp, BrowserName])[] = [
  [/\bEdgA?\/|\bEdgiOS\//, 'Edge'],
  [/\bOPR\/|\bOPT\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bHeadlessChrome\/|\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
];

const systems: readonly (readonly [RegExp, SystemName])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];

/**
 * A name for people to recognise a browser by, such as "Chrome on Windows". Clients can send anything, so nothing is ever
 * decided by it; only these fixed words get through.
 */
export function deviceLabel(userAgent: string | undefined): string {
  const text = (userAgent ?? '').slice(0, 1000);
  const find = <Name>(table: readonly (readonly [RegExp, Name])[]): Name | undefined =>
    table.find(([pattern]) => pattern.test(text))?.[1];
  return writeDeviceLabel({ browser: find(browsers), system: find(systems) });
}
