import type { Command } from 'commander';
import {
  defaultSettings,
  settingKeySchema,
  type SettingKey,
  type Settings,
} from '../../../../shared/model/settings.ts';
import { callAuthority } from './call-authority.ts';
import { CliRefusal } from './cli-refusal.ts';
import { makeTable } from './make-table.ts';
import { decodeSurplus, surplusOption } from './option-values.ts';

export function addSettingsCommands(program: Command): void {
  const settings = program.command('settings').description('the settings of this install');
  settings
    .command('get [key]')
    .description('one setting, or all of them')
    .action((typed: string | undefined, _flags: object, command: Command) => {
      const key = typed === undefined ? undefined : decodeKey(typed);
      return callAuthority(command, async (client) => {
        const current = await client.settings.get();
        if (key !== undefined) {
          const value = readSetting(current, key);
          return { document: { key, value }, text: showValue(value) };
        }
        const rows = settingKeySchema.options.map((each) => [each, showValue(readSetting(current, each))]);
        return { document: current, text: makeTable(['SETTING', 'VALUE'], rows) };
      });
    });

  settings
    .command('set <key> <value>')
    .description('change a setting; lists are written with commas')
    .addOption(surplusOption())
    .action(
      (typed: string, value: string, flags: { surplus: 'now' | 'as-they-expire' }, command: Command) => {
        const key = decodeKey(typed);
        return callAuthority(command, async (client) => {
          const changed = await client.settings.set({
            values: { [key]: decodeValue(key, value) },
            surplus: decodeSurplus(flags.surplus),
          });
          const now = showValue(readSetting(changed.settings, key));
          const ended =
            changed.ended.length === 0 ? '' : ` Sessions ended now: ${String(changed.ended.length)}.`;
          return { document: changed, text: `${key} is ${now}.${ended}` };
        });
      },
    );
}

function decodeKey(typed: string): SettingKey {
  const parsed = settingKeySchema.safeParse(typed);
  if (!parsed.success)
    throw new CliRefusal('setting_unknown', { key: typed, known: settingKeySchema.options });
  return parsed.data;
}

/** A value as typed, in the form the setting has; whether it fits is the authority's to say. */
function decodeValue(key: SettingKey, text: string): unknown {
  const usual = readSetting(defaultSettings, key);
  if (Array.isArray(usual)) return text === '' ? [] : text.split(',').map((item) => item.trim());
  if (typeof usual === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return typeof usual === 'number' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function readSetting(settings: Settings, key: SettingKey): unknown {
  return key
    .split('.')
    .reduce<unknown>((value, part) => (value as Readonly<Record<string, unknown>>)[part], settings);
}

function showValue(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}
