import type { SettingKey, Settings } from '../../shared/model/settings.ts';

/** The value behind a dotted key. */
export function readSetting(settings: Settings, key: SettingKey): unknown {
  return key
    .split('.')
    .reduce<unknown>((value, part) => (value as Readonly<Record<string, unknown>>)[part], settings);
}

export function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
