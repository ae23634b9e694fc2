import { isDeepStrictEqual } from 'node:util';
import type { GroupRules } from '../../../shared/model/group.ts';
import type { Lifetime } from '../../../shared/model/lifetime.ts';
import { writeHours } from '../../../shared/model/write-hours.ts';
import type { Group } from '../records/groups/groups.ts';
import type { Dependencies } from './dependencies.ts';
import type { RulesOfFile } from './decode-rules-file.ts';

/** Every difference between the rules of this install and the given ones, one line each. */
export function describeRuleChanges(deps: Dependencies, after: RulesOfFile): string[] {
  const install = deps.settings.current().sessions;
  const plan = deps.plan.current();
  const groups = deps.groups.list();
  const namesOf = (ids: readonly string[], list: readonly Group[]): string =>
    list
      .filter(({ id }) => ids.includes(id))
      .map(({ name }) => name)
      .join(', ') || 'none';
  return [
    ...compare('Install', {
      limit: [install.limit, after.settings.sessions.limit],
      policy: [install.policy, after.settings.sessions.policy],
      'app sessions': [install.appSessions, after.settings.sessions.appSessions],
      'limit of app sessions': [install.appLimit, after.settings.sessions.appLimit],
      ...lifetimes('browser', install.browser, after.settings.sessions.browser),
      ...lifetimes('app', install.app, after.settings.sessions.app),
    }),
    ...compare('Plan', {
      seats: [plan.seats, after.plan.seats],
      mode: [plan.mode, after.plan.mode],
      'when full': [plan.whenFull, after.plan.whenFull],
    }),
    ...after.groups.flatMap((group) => {
      const before = groups.find(({ id }) => id === group.id);
      if (!before) return [`Group ${group.name}: added`, ...compareRules(group, undefined)];
      return [
        ...compare(`Group ${before.name}`, { name: [before.name, group.name] }),
        ...compareRules(group, before.rules),
      ];
    }),
    ...compare('Order of groups', {
      '': [
        groups.map(({ name }) => name).join(', ') || 'none',
        after.groups.map(({ name }) => name).join(', ') || 'none',
      ],
    }),
    ...[...after.users.values()].flatMap((user) => {
      const before = deps.users.find(user.id) ?? user;
      return compare(`User ${user.name}`, {
        limit: [before.limit, user.limit],
        'limit of app sessions': [before.appLimit, user.appLimit],
        policy: [before.policy, user.policy],
        'reserved seats': [before.reservedSeats, user.reservedSeats],
        groups: [namesOf(before.groups, groups), namesOf(user.groups, after.groups)],
      });
    }),
  ];
}

/** A new group says what it sets, one that stays what is different. */
function compareRules({ name, rules }: Group, before: GroupRules | undefined): string[] {
  return compare(`Group ${name}`, {
    limit: [before?.limit ?? 'inherit', rules.limit],
    'limit of app sessions': [before?.appLimit ?? 'inherit', rules.appLimit],
    policy: [before?.policy ?? 'inherit', rules.policy],
    ...lifetimes('browser', before?.browser ?? {}, rules.browser),
    ...lifetimes('app', before?.app ?? {}, rules.app),
    hours: [writeOutside(before?.hours ?? 'inherit'), writeOutside(rules.hours)],
  });
}

type Pair = readonly [before: string | number, after: string | number];

function compare(what: string, pairs: Readonly<Record<string, Pair>>): string[] {
  return Object.entries(pairs)
    .filter(([, [before, after]]) => !isDeepStrictEqual(before, after))
    .map(([rule, [before, after]]) =>
      [what, ...(rule === '' ? [] : [rule]), `${String(before)} → ${String(after)}`].join(': '),
    );
}

function lifetimes(
  sessionClass: string,
  before: { readonly [Key in keyof Lifetime]?: number | undefined },
  after: { readonly [Key in keyof Lifetime]?: number | undefined },
): Record<string, Pair> {
  const seconds = (value: number | undefined): string =>
    value === undefined ? 'inherit' : `${String(value)} s`;
  return {
    [`${sessionClass} idle`]: [seconds(before.idleSeconds), seconds(after.idleSeconds)],
    [`${sessionClass} absolute`]: [seconds(before.absoluteSeconds), seconds(after.absoluteSeconds)],
  };
}

function writeOutside(hours: GroupRules['hours']): string {
  return typeof hours === 'string' ? hours : `${writeHours(hours)}, outside ${hours.outside}`;
}
