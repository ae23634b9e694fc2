import { readDeviceLabel } from '../device-label.ts';

/** The text of one of the keys in the reader's language. */
export type SayDeviceParts = (
  key: 'device.browser' | 'device.on',
  values?: Readonly<Record<string, string>>,
) => string;

/**
 * The label of a device as the reader sees it: one that nobody has chosen is said in the reader's language. It may have the
 * marks of `writeValue`, by which it runs as its sentence does: `plainText` is for what is typed, kept or compared.
 */
export function sayDevice(say: SayDeviceParts, label: string): string {
  const device = readDeviceLabel(label);
  if (device === undefined) return label;
  const browser = device.browser ?? say('device.browser');
  return device.system === undefined ? browser : say('device.on', { browser, system: device.system });
}
