import type { Command } from 'commander';
import { callAuthority } from './call-authority.ts';
import { cleanText } from './clean-text.ts';
import { localTime } from './local-time.ts';
import { askPassword, readPasswordLine } from './read-password.ts';

interface NewAuthorityFlags {
  readonly admin: string;
  readonly passwordStdin?: true;
}

export function addNetworkCommands(program: Command): void {
  program
    .command('network')
    .description('how devices come to trust this Rollcall')
    .command('new-authority')
    .description(
      'make a new certificate authority, at once and for good; every device and app has to trust it anew',
    )
    .requiredOption('--admin <name>', 'an admin, who confirms it by a password')
    .option('--password-stdin', 'the password is the first line of standard input')
    .action(async (flags: NewAuthorityFlags, command: Command) => {
      const password = flags.passwordStdin
        ? await readPasswordLine(command)
        : await askPassword(command, cleanText(flags.admin));
      return callAuthority(command, async (client) => {
        const { http, origin } = await client.status.get();
        const made = await client.network.makeAuthority({ admin: flags.admin, password });
        return {
          document: made,
          text: [
            `A new certificate authority is in force, valid until ${localTime(made.validUntil)}.`,
            `  Fingerprint  ${made.fingerprint}`,
            `  In words     ${made.words.join(' ')}`,
            ...(http[0] === undefined
              ? []
              : [`Devices trust it at ${http[0]}/trust; remove the old one there.`]),
            `Apps and proxies that have the old one need ${origin}/trust/ca.pem.`,
          ].join('\n'),
        };
      });
    });
}
