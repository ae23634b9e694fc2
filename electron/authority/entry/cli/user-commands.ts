import type { Command } from 'commander';
import type { EffectiveLimit, OwnLimit, OwnPolicy } from '../../../../shared/model/limit.ts';
import type { AffectedSession, SessionView } from '../../../../shared/model/session.ts';
import type { UserView } from '../../../../shared/model/user.ts';
import { callAuthority, type Answer } from './call-authority.ts';
import { cleanText } from './clean-text.ts';
import { getUserByName } from './find-by-name.ts';
import { localTime } from './local-time.ts';
import { makeTable } from './make-table.ts';
import { decodeSurplus, limitOption, policyOption, surplusOption } from './option-values.ts';
import { readPasswordLine } from './read-password.ts';

interface UserFlags {
  readonly name?: string;
  readonly email?: string;
  readonly admin?: boolean;
  readonly limit?: OwnLimit;
  readonly policy?: OwnPolicy;
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
        return { document: { users }, text: makeUserTable(users) };
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
          ...(password === undefined ? {} : { password, finalPassword: flags.final === true }),
        });
        return { document: added, text: describeAdded(added) };
      });
    });

  withUserOptions(user.command('set <name>'))
    .description('change a user; what is not named stays')
    .option('--admin', 'is an admin; one admin always stays')
    .option('--no-admin', 'may not')
    .addOption(surplusOption())
    .option('--dry-run', 'only say which sessions would end now')
    .action((name: string, flags: SetFlags, command: Command) => {
      const fields = fieldsOf(flags);
      if (Object.keys(fields).length === 0) command.error('error: nothing to set');
      return callAuthority(command, async (client) => {
        const { id, name: known } = await getUserByName(client, name);
        if (flags.dryRun === true) {
          const { affected } = await client.users.previewSet({
            id,
            ...(flags.limit === undefined ? {} : { limit: flags.limit }),
          });
          return describePreview(affected);
        }
        const set = await client.users.set({ id, ...fields, surplus: decodeSurplus(flags.surplus) });
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
    .command('delete <name>')
    .description('remove a user and end the sessions')
    .action((name: string, _flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const { id, name: known } = await getUserByName(client, name);
        const deleted = await client.users.delete({ id });
        return { document: deleted, text: `${cleanText(known)} is deleted.${describeEnded(deleted.ended)}` };
      }),
    );
}

function withUserOptions(command: Command): Command {
  return command
    .option('--name <text>', 'the full name that apps get')
    .option('--email <address>', 'the e-mail address that apps get')
    .addOption(limitOption())
    .addOption(policyOption());
}

function fieldsOf(flags: UserFlags) {
  return {
    ...(flags.name === undefined ? {} : { displayName: flags.name }),
    ...(flags.email === undefined ? {} : { email: flags.email }),
    ...(flags.admin === undefined ? {} : { admin: flags.admin }),
    ...(flags.limit === undefined ? {} : { limit: flags.limit }),
    ...(flags.policy === undefined ? {} : { policy: flags.policy }),
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

function describeEnded(ended: readonly SessionView[]): string {
  if (ended.length === 0) return '';
  return ` Ended now: ${ended.map(({ device }) => cleanText(device)).join(', ')}.`;
}

function describePreview(affected: readonly AffectedSession[]): Answer {
  const rows = affected.map(({ session: { id, device, lastUsedAt }, reason }) => [
    id,
    device,
    localTime(lastUsedAt),
    reason,
  ]);
  const text =
    rows.length === 0
      ? 'No session would end.'
      : makeTable(['WOULD END', 'DEVICE', 'LAST USED', 'REASON'], rows);
  return { document: { affected }, text };
}

function makeUserTable(users: readonly UserView[]): string {
  if (users.length === 0) return 'No users yet.';
  return makeTable(
    ['USER', 'NAME', 'STATE', 'SESSIONS', 'LIMIT', 'POLICY', 'LAST SIGN-IN'],
    users.map((user) => [
      user.admin ? `${user.name} (admin)` : user.name,
      user.displayName,
      user.state.replaceAll('_', ' '),
      String(user.liveSessions),
      describeLimit(user.effectiveLimit),
      user.policy === 'inherit' ? `${user.effectivePolicy.value} (install)` : user.policy,
      localTime(user.lastSignInAt),
    ]),
  );
}

function describeLimit({ value, boundBy }: EffectiveLimit): string {
  return boundBy === 'install' ? `${String(value)} (install)` : String(value);
}
