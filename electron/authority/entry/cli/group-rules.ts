import { Option, type Command } from 'commander';
import type { GroupRules, GroupRulesPatch } from '../../../../shared/model/group.ts';
import type { Hours } from '../../../../shared/model/hours.ts';
import type { OwnLimit, OwnPolicy } from '../../../../shared/model/limit.ts';
import { appLimitOption, decodeLifetime, limitOption, policyOption } from './option-values.ts';
import { readHours } from './read-hours.ts';

export interface GroupFlags {
  readonly limit?: OwnLimit;
  readonly appLimit?: OwnLimit;
  readonly policy?: OwnPolicy;
  readonly browserIdle?: number | 'inherit';
  readonly browserAbsolute?: number | 'inherit';
  readonly appIdle?: number | 'inherit';
  readonly appAbsolute?: number | 'inherit';
  readonly hours?: Hours['windows'] | 'always' | 'inherit';
  readonly outside?: Hours['outside'];
}

export function withGroupRules(command: Command): Command {
  const lifetime = (name: string, meaning: string): Option =>
    new Option(`--${name} <time>`, `${meaning}: 45m, 8h, 30d, or inherit`).argParser(decodeLifetime);
  return command
    .addOption(limitOption())
    .addOption(appLimitOption())
    .addOption(policyOption())
    .addOption(lifetime('browser-idle', 'browsers end after so long without use'))
    .addOption(lifetime('browser-absolute', 'browsers end so long after the sign-in'))
    .addOption(lifetime('app-idle', 'app sessions end after so long without use'))
    .addOption(lifetime('app-absolute', 'app sessions end so long after the sign-in'))
    .addOption(
      new Option(
        '--hours <windows>',
        'when sign-in is open: "mon-fri 08:00-18:00; sat 09:00-13:00", always, or inherit',
      ).argParser(readHours),
    )
    .addOption(
      new Option(
        '--outside <rule>',
        'outside the hours: let nobody new in, or sign out those who are in as well',
      ).choices(['block-new', 'end']),
    );
}

/** @param before the rules of the group as it is; a life or rule for outside alone changes only that part of them */
export function rulesOfFlags(flags: GroupFlags, before: GroupRules, command: Command): GroupRulesPatch {
  return {
    ...(flags.limit === undefined ? {} : { limit: flags.limit }),
    ...(flags.appLimit === undefined ? {} : { appLimit: flags.appLimit }),
    ...(flags.policy === undefined ? {} : { policy: flags.policy }),
    ...lifetimeOf('browser', before, flags.browserIdle, flags.browserAbsolute),
    ...lifetimeOf('app', before, flags.appIdle, flags.appAbsolute),
    ...hoursOf(flags, before, command),
  };
}

function lifetimeOf(
  sessionClass: 'browser' | 'app',
  before: GroupRules,
  idle: number | 'inherit' | undefined,
  absolute: number | 'inherit' | undefined,
): GroupRulesPatch {
  if (idle === undefined && absolute === undefined) return {};
  const choose = (next: number | 'inherit' | undefined, old: number | undefined): number | undefined =>
    next === 'inherit' ? undefined : (next ?? old);
  const idleSeconds = choose(idle, before[sessionClass].idleSeconds);
  const absoluteSeconds = choose(absolute, before[sessionClass].absoluteSeconds);
  return {
    [sessionClass]: {
      ...(idleSeconds === undefined ? {} : { idleSeconds }),
      ...(absoluteSeconds === undefined ? {} : { absoluteSeconds }),
    },
  };
}

function hoursOf({ hours, outside }: GroupFlags, before: GroupRules, command: Command): GroupRulesPatch {
  const known = typeof before.hours === 'object' ? before.hours : undefined;
  const windows = hours ?? known?.windows;
  if (hours === undefined && outside === undefined) return {};
  if (typeof windows === 'string' || windows === undefined) {
    if (outside !== undefined) command.error('error: --outside goes with windows in --hours');
    return windows === undefined ? {} : { hours: windows };
  }
  return { hours: { windows, outside: outside ?? known?.outside ?? 'block-new' } };
}
