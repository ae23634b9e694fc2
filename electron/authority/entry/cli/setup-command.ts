import type { Command } from 'commander';
import { callAuthority } from './call-authority.ts';
import { CliRefusal } from './cli-refusal.ts';
import { askNewPassword, readPasswordLine } from './read-password.ts';
import { readSetupAnswers } from './setup-answers.ts';
import { describeAdded } from './user-commands.ts';

interface SetupFlags {
  readonly admin: string;
  readonly passwordStdin?: true;
  readonly answers?: string;
}

/** The first run without the console. Works on a running authority and on a data directory that nobody has open. */
export function addSetupCommand(program: Command): void {
  program
    .command('setup')
    .description('the first run: the admin, and what a file of answers says')
    .requiredOption('--admin <name>', 'user name of the first admin')
    .option('--password-stdin', "the first line of standard input is the admin's password")
    .option(
      '--answers <file>',
      'JSON: {"settings": {KEY: VALUE}, "users": [{"name", "displayName", "email", "limit", "policy", "admin"}]}',
    )
    .action(async (flags: SetupFlags, command: Command) => {
      const answers =
        flags.answers === undefined ? {} : readSetupAnswers(command, flags.answers, flags.admin);
      const password = await (flags.passwordStdin === true
        ? readPasswordLine(command)
        : askNewPassword(command));
      await callAuthority(
        command,
        async (client) => {
          const { setup } = await client.status.get();
          if (setup.adminExists) throw new CliRefusal('admin_exists');
          // Settings first: when they are refused, nothing has been set up yet and the same command can be given again.
          if (answers.settings) await client.settings.set({ values: answers.settings });
          const { user: admin } = await client.setup.createAdmin({ name: flags.admin, password });
          const added = [];
          for (const user of answers.users ?? []) added.push(await client.users.add(user));
          await client.setup.finish();
          const { origin } = await client.status.get();
          return {
            document: { admin, users: added, origin },
            text: [
              describeAdded({ user: admin }),
              ...added.map(describeAdded),
              `People sign in at ${origin}`,
            ].join('\n'),
          };
        },
        'open-or-create',
      );
    });
}
