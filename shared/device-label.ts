/** Browsers a device is named by, as they name themselves in every language. */
export const browserNames = [
  'Edge',
  'Opera',
  'Samsung Internet',
  'Vivaldi',
  'Firefox',
  'Chrome',
  'Safari',
] as const;
export const systemNames = ['iPhone', 'iPad', 'Android', 'Windows', 'ChromeOS', 'macOS', 'Linux'] as const;

export type BrowserName = (typeof browserNames)[number];
export type SystemName = (typeof systemNames)[number];

/** What a browser tells of itself; undefined: nothing that is known here. */
export interface KnownDevice {
  readonly browser: BrowserName | undefined;
  readonly system: SystemName | undefined;
}

/**
 * The label a browser's device has until somebody names it, as it is kept: the same whatever language its person reads,
 * since the admin may read another. `sayDevice` shows it in the reader's.
 */
export function writeDeviceLabel({ browser, system }: KnownDevice): string {
  const name = browser ?? 'Browser';
  return system === undefined ? name : `${name} on ${system}`;
}

const known: ReadonlyMap<string, KnownDevice> = new Map(
  [...browserNames, undefined].flatMap((browser) =>
    [...systemNames, undefined].map((system) => [writeDeviceLabel({ browser, system }), { browser, system }]),
  ),
);

/** What a label of this kind says; undefined for every other: people and apps have chosen it, letter by letter. */
export function readDeviceLabel(label: string): KnownDevice | undefined {
  return known.get(label);
}
