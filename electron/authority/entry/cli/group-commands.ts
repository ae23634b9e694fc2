import type { Command } from 'commander';
import { noGroupRules, type GroupRules, type GroupView } from '../../../../shared/model/group.ts';
import { writeHours } from '../../../../shared/model/write-hours.ts';
import { callAuthority } from './call-authority.ts';
import { cleanText } from './clean-text.ts';
import { describeEnded, describePreview } from './describe-sessions.ts';
import { getGroupByName, getGroupsByName } from './find-by-name.ts';
import { rulesOfFlags, withGroupRules, type GroupFlags } from './group-rules.ts';
import { makeTable } from './make-table.ts';
import { decodeSurplus, surplusOption } from './option-values.ts';
import { shortDuration } from './short-duration.ts';

interface SurplusFlags {
  readonly surplus: 'now' | 'as-they-expire';
}
interface SetFlags extends GroupFlags, SurplusFlags {
  readonly rename?: string;
  readonly dryRun?: true;
}

export function addGroupCommands(program: Command): void {
  const group = program
    .command('group')
    .description('rules that several users share; the first group of the list that sets a rule wins');
  group
    .command('list')
    .description('every group, in order')
    .action((_flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const groups = await client.groups.list();
        return { document: { groups }, text: makeGroupTable(groups) };
      }),
    );

  withGroupRules(group.command('add <name>'))
    .description('a new group, at the end of the list')
    .action((name: string, flags: GroupFlags, command: Command) => {
      const rules = rulesOfFlags(flags, noGroupRules, command);
      return callAuthority(command, async (client) => {
        const added = await client.groups.add({ name, rules });
        return { document: added, text: `${cleanText(added.group.name)} is added.` };
      });
    });

  withGroupRules(group.command('set <name>'))
    .description('change a group; what is not named stays')
    .option('--rename <name>', 'its name from now on')
    .addOption(surplusOption())
    .option('--dry-run', 'only say which sessions would end now')
    .action((name: string, flags: SetFlags, command: Command) => {
      const { surplus, rename, dryRun, ...ofRules } = flags;
      if (rename === undefined && Object.keys(ofRules).length === 0) command.error('error: nothing to set');
      return callAuthority(command, async (client) => {
        const { id, rules: before } = await getGroupByName(client, name);
        const rules = rulesOfFlags(ofRules, before, command);
        if (dryRun === true) return describePreview((await client.groups.previewSet({ id, rules })).affected);
        const set = await client.groups.set({
          id,
          rules,
          surplus: decodeSurplus(surplus),
          ...(rename === undefined ? {} : { name: rename }),
        });
        return {
          document: set,
          text: `${cleanText(set.group.name)} is changed.${describeEnded(set.ended)}`,
        };
      });
    });

  group
    .command('order <name...>')
    .description('every group once, the one that wins first')
    .addOption(surplusOption())
    .action((names: string[], flags: SurplusFlags, command: Command) =>
      callAuthority(command, async (client) => {
        const groups = await getGroupsByName(client, names);
        const { ended } = await client.groups.order({
          ids: groups.map(({ id }) => id),
          surplus: decodeSurplus(flags.surplus),
        });
        const order = groups.map((one) => cleanText(one.name)).join(', ');
        return { document: { groups, ended }, text: `The order is ${order}.${describeEnded(ended)}` };
      }),
    );

  group
    .command('delete <name>')
    .description('remove a group; its members lose what it set')
    .addOption(surplusOption())
    .action((name: string, flags: SurplusFlags, command: Command) =>
      callAuthority(command, async (client) => {
        const removed = await getGroupByName(client, name);
        const { ended } = await client.groups.delete({
          id: removed.id,
          surplus: decodeSurplus(flags.surplus),
        });
        return {
          document: { removed, ended },
          text: `${cleanText(removed.name)} is deleted.${describeEnded(ended)}`,
        };
      }),
    );
}

function makeGroupTable(groups: readonly GroupView[]): string {
  if (groups.length === 0) return 'No groups yet.';
  const life = ({ idleSeconds, absoluteSeconds }: GroupRules['browser']): string =>
    idleSeconds === undefined && absoluteSeconds === undefined
      ? 'inherit'
      : [idleSeconds, absoluteSeconds]
          .map((seconds) => (seconds === undefined ? 'inherit' : shortDuration(seconds)))
          .join(' / ');
  return makeTable(
    ['GROUP', 'USERS', 'LIMIT', 'APP LIMIT', 'POLICY', 'BROWSER IDLE / LIFE', 'APP IDLE / LIFE', 'HOURS'],
    groups.map(({ name, members, rules }) => [
      name,
      String(members),
      String(rules.limit),
      String(rules.appLimit),
      rules.policy,
      life(rules.browser),
      life(rules.app),
      typeof rules.hours === 'string'
        ? rules.hours
        : `${writeHours(rules.hours)}${rules.hours.outside === 'end' ? ', then signed out' : ''}`,
    ]),
  );
}
