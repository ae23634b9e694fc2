export const trustSystems = ['windows', 'macos', 'ios', 'android', 'linux', 'firefox'] as const;
export type TrustSystem = (typeof trustSystems)[number];

/** Which steps to show first. An iPad that says it is a Mac finds its own under "another system". */
export function trustSystemOf(userAgent: string | undefined): TrustSystem {
  const text = (userAgent ?? '').slice(0, 1000);
  if (/\biPhone\b|\biPad\b/.test(text)) return 'ios';
  if (/\bAndroid\b/.test(text)) return 'android';
  // On a desktop Firefox has a certificate list of its own.
  if (/\bFirefox\//.test(text)) return 'firefox';
  if (/\bWindows\b/.test(text)) return 'windows';
  if (/\bMac OS X\b|\bMacintosh\b/.test(text)) return 'macos';
  return 'linux';
}

export function isTrustSystem(text: unknown): text is TrustSystem {
  return trustSystems.some((system) => system === text);
}
