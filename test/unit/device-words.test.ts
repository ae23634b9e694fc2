import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  browserNames,
  readDeviceLabel,
  systemNames,
  writeDeviceLabel,
  type KnownDevice,
} from '../../shared/device-label.ts';
import { languageTags, type Language } from '../../shared/languages.ts';
import { plainText } from '../../shared/write-values.ts';
import { sayAlarm } from '../../shared/words/say-alarm.ts';
import { sayDevice } from '../../shared/words/say-device.ts';
import { pickText } from '../../electron/authority/endpoints/portal/portal-text.ts';
import { openTeller } from '../support/open-teller.ts';

const devices: readonly KnownDevice[] = [...browserNames, undefined].flatMap((browser) =>
  [...systemNames, undefined].map((system) => ({ browser, system })),
);

const openWords = async (language: Language): Promise<(label: string) => string> => {
  const { say } = await openTeller(language);
  return (label) => plainText(sayDevice(say, label));
};

describe('the label that a device has until somebody names it', () => {
  it('is read again as it was written, for every browser on every system', () => {
    expect(devices).toHaveLength((browserNames.length + 1) * (systemNames.length + 1));
    expect(devices.map((device) => readDeviceLabel(writeDeviceLabel(device)))).toEqual(devices);
    expect(new Set(devices.map(writeDeviceLabel)).size).toBe(devices.length);
  });

  it.each(languageTags)('is said in %s, with its two names and nothing else of English', async (language) => {
    const [words, english] = await Promise.all([openWords(language), openWords('en')]);
    expect(words('Chrome on Windows')).toContain('Windows');
    for (const device of devices) {
      const label = writeDeviceLabel(device);
      const said = words(label);
      assert.equal(english(label), label);
      for (const name of [device.browser, device.system]) assert.ok(said.includes(name ?? ''), said);
      assert.equal(said === label, language === 'en' || isNameAlone(device, said), said);
      assert.equal(plainText(pickText(language).device(label)), said);
    }
  });
});

/** The name of a browser is the same everywhere, and some call a browser as English does. */
function isNameAlone({ browser, system }: KnownDevice, said: string): boolean {
  return system === undefined && (browser !== undefined || said === 'Browser');
}

it('runs in a sentence as the sentence does, beginning with the browser', async () => {
  const tell = await openTeller('ar');
  const people = [{ userId: '1', name: 'ann', at: '2026-06-01T10:30:00.000Z', why: 'seats_full' as const }];
  const said = (device: string): string =>
    sayAlarm(tell, { code: 'admission_asked', people: people.map((one) => ({ ...one, device })), more: 0 });
  expect(said('Chrome on Linux')).toContain('\u2067\u2068Chrome\u2069 على \u2068Linux\u2069\u2069');
  expect(said('Till 1')).toContain('\u2068Till 1\u2069');
});

describe('a name that somebody has chosen', () => {
  it.each(languageTags)('is shown as it is in %s', async (language) => {
    const words = await openWords(language);
    const nearly = fc
      .constantFrom(...devices.map(writeDeviceLabel))
      .chain((label) =>
        fc.constantFrom(`${label} `, ` ${label}`, label.toLowerCase(), `${label} on Linux`, `My ${label}`),
      );
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), nearly), (name) => {
        fc.pre(readDeviceLabel(name) === undefined);
        assert.equal(words(name), name);
      }),
    );
    expect(['Chrome on Windows 11', 'chrome on windows', 'constructor', ''].map(words)).toEqual([
      'Chrome on Windows 11',
      'chrome on windows',
      'constructor',
      '',
    ]);
  });
});
