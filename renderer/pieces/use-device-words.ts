import type { i18n as I18n } from 'i18next';
import { useTranslation } from 'react-i18next';
import { readDeviceLabel } from '../../shared/device-label.ts';
import { sayDevice, type SayDeviceParts } from '../../shared/words/say-device.ts';

/** The label of a device as it is shown. */
export type DeviceWords = (label: string) => string;

const made = new Map<string, DeviceWords>();

/** How labels of devices are shown in the language of this window: the same function wherever it is asked for. */
export function useDeviceWords(): DeviceWords {
  const { i18n } = useTranslation();
  const { language } = i18n;
  const words = made.get(language) ?? makeDeviceWords(i18n, language);
  made.set(language, words);
  return words;
}

/** There are few labels that nobody has chosen, and a hundred thousand rows to sort and to look through. */
function makeDeviceWords(i18n: I18n, language: string): DeviceWords {
  const say = i18n.getFixedT(language, 'authority') as unknown as SayDeviceParts;
  const said = new Map<string, string>();
  return (label) => {
    const known = said.get(label);
    if (known !== undefined) return known;
    const words = sayDevice(say, label);
    if (readDeviceLabel(label) !== undefined) said.set(label, words);
    return words;
  };
}
