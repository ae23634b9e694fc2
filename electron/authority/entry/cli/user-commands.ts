import type { Command } from 'commander';
import type { OwnLimit, OwnPolicy } from '../../../../shared/model/limit.ts';
import type { UserView } from '../../../../shared/model/user.ts';
import type { ControlClient } from '../../endpoints/control/control-server.ts';
import { callAuthority } from './call-authority.ts';
import { cleanText } from './clean-text.ts';
import { describeEnded, describePreview } from './describe-sessions.ts';
import { getGroupsByName, getUserByName } from './find-by-name.ts';
import { localTime } from './local-time.ts';
import {
  appLimitOption,
  collectText,
  decodeReserved,
  decodeSurplus,
  limitOption,
  policyOption,
  surplusOption,
} from './option-values.ts';
import { readPasswordLine } from './read-password.ts';
import { checkReserved } from './reserved-seats.ts';
import { addUserCodeCommands } from './user-code-commands.ts';
import { addUserImportCommands } from './user-import-commands.ts';
import { makeUserTable } from './user-table.ts';

interface UserFlags {
  readonly name?: string;
  readonly email?: string;
  readonly admin?: boolean;
  readonly limit?: OwnLimit;
  readonly policy?: OwnPolicy;
  readonly appLimit?: OwnLimit;
  readonly group?: readonly string[];
  /** False: none. */
  readonly groups?: boolean;
  readonly reserve?: number;
}
interface AddFlags extends UserFlags {
  readonly passwordStdin?: true;
  readonly final?: true;
}
interface SetFlags extends UserFlags {
  readonly surplus: 'now' | 'as-they-expire';
  readonly dryRun?: true;
}

export function addUserCommands(program: Command): void {
  const user = program.command('user').description('the people with an account here');
  user
    .command('list')
    .description('every user')
    .action((_flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const users = await client.users.list();
        return { document: { users }, text: makeUserTable(users, await client.groups.list()) };
      }),
    );

  withUserOptions(user.command('add <name>'))
    .description('a new user, with a one-time code for the first sign-in unless a password is given')
    .option('--admin', 'is an admin; one admin always stays')
    .option('--password-stdin', 'the first line of standard input is a temporary password')
    .option('--final', 'the given password stays: nobody asks for an own one')
    .action(async (name: string, flags: AddFlags, command: Command) => {
      if (flags.final === true && flags.passwordStdin !== true) {
        command.error('error: --final goes with --password-stdin');
      }
      const password = flags.passwordStdin === true ? await readPasswordLine(command) : undefined;
      await callAuthority(command, async (client) => {
        const added = await client.users.add({
          name,
          ...fieldsOf(flags),
          ...(await rulesOf(client, flags)),
          ...(password === undefined ? {} : { password, finalPassword: flags.final === true }),
        });
        return { document: added, text: describeAdded(added) };
      });
    });

  withUserOptions(user.command('set <name>'))
    .description('change a user; what is not named stays')
    .option('--admin', 'is an admin; one admin always stays')
    .option('--no-admin', 'may not')
    .option('--no-groups', 'in no group any more')
    .addOption(surplusOption())
    .option('--dry-run', 'only say which sessions would end now')
    .action((name: string, flags: SetFlags, command: Command) => {
      const { surplus, dryRun, ...toSet } = flags;
      // Options that were not given: `--no-groups` makes its opposite the default.
      if (Object.entries(toSet).every(([key, value]) => key === 'groups' && value === true)) {
        command.error('error: nothing to set');
      }
      if (flags.group !== undefined && flags.groups === false) {
        command.error('error: name one of: --group NAME, --no-groups');
      }
      return callAuthority(command, async (client) => {
        const { id, name: known } = await getUserByName(client, name);
        const rules = await rulesOf(client, flags);
        if (dryRun === true) {
          const { reservedSeats } = rules;
          if (reservedSeats !== undefined) {
            await checkReserved(client, { reservations: { [id]: reservedSeats } });
          }
          return describePreview((await client.users.previewSet({ id, ...rules })).affected);
        }
        const set = await client.users.set({
          id,
          ...fieldsOf(flags),
          ...rules,
          surplus: decodeSurplus(surplus),
        });
        return { document: set, text: `${cleanText(known)} is changed.${describeEnded(set.ended)}` };
      });
    });

  user
    .command('disable <name>')
    .description('switch an account off and end its sessions')
    .option('--dry-run', 'only say which sessions would end')
    .action((name: string, flags: { dryRun?: true }, command: Command) =>
      callAuthority(command, async (client) => {
        const { id, name: known } = await getUserByName(client, name);
        if (flags.dryRun === true) {
          return describePreview((await client.users.previewSet({ id, disabled: true })).affected);
        }
        const set = await client.users.set({ id, disabled: true });
        return { document: set, text: `${cleanText(known)} is switched off.${describeEnded(set.ended)}` };
      }),
    );

  user
    .command('enable <name>')
    .description('switch an account on again')
    .action((name: string, _flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const { id, name: known } = await getUserByName(client, name);
        const set = await client.users.set({ id, disabled: false });
        return { document: set, text: `${cleanText(known)} is switched on.` };
      }),
    );

  user
    .command('reset-second-factor <name>')
    .description('the authenticator is lost: from now on the password alone, until a new one is set up')
    .action((name: string, _flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const { id, name: known } = await getUserByName(client, name);
        const removed = await client.users.removeSecondFactor({ id });
        return {
          document: removed,
          text: `${cleanText(known)} signs in with the password alone.${describeEnded(removed.ended)}`,
        };
      }),
    );

  user
    .command('delete <name>')
    .description('remove a user and end the sessions')
    .action((name: string, _flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const { id, name: known } = await getUserByName(client, name);
        const deleted = await client.users.delete({ id });
        return { document: deleted, text: `${cleanText(known)} is deleted.${describeEnded(deleted.ended)}` };
      }),
    );

  addUserImportCommands(user);
  addUserCodeCommands(user);
}

function withUserOptions(command: Command): Command {
  return command
    .option('--name <text>', 'the full name that apps get')
    .option('--email <address>', 'the e-mail address that apps get')
    .addOption(limitOption())
    .addOption(appLimitOption())
    .addOption(policyOption())
    .option('--group <name>', 'a group to be in; may be repeated, and replaces those before', collectText)
    .option('--reserve <n>', 'seats of the plan that nobody else may take', decodeReserved);
}

function fieldsOf(flags: UserFlags) {
  return {
    ...(flags.name === undefined ? {} : { displayName: flags.name }),
    ...(flags.email === undefined ? {} : { email: flags.email }),
    ...(flags.admin === undefined ? {} : { admin: flags.admin }),
  };
}

/** What of the flags are rules, groups by id: the part that can be tried without changing anything. */
async function rulesOf(client: ControlClient, flags: UserFlags) {
  const groups = flags.group === undefined ? [] : await getGroupsByName(client, flags.group);
  return {
    ...(flags.limit === undefined ? {} : { limit: flags.limit }),
    ...(flags.appLimit === undefined ? {} : { appLimit: flags.appLimit }),
    ...(flags.policy === undefined ? {} : { policy: flags.policy }),
    ...(flags.reserve === undefined ? {} : { reservedSeats: flags.reserve }),
    ...(flags.group === undefined && flags.groups !== false ? {} : { groups: groups.map(({ id }) => id) }),
  };
}

/** `Ann is added. Give Ann this code …` */
export function describeAdded(added: {
  readonly user: UserView;
  readonly welcome?: { readonly code: string; readonly url: string; readonly expiresAt: string } | undefined;
}): string {
  const name = cleanText(added.user.name);
  if (!added.welcome) return `${name} is added.`;
  const { code, url, expiresAt } = added.welcome;
  return `${name} is added. One-time code, good until ${localTime(expiresAt)}:\n  ${code}\nTo be used at ${url}`;
}
