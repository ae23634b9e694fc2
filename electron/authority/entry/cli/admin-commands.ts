import type { Command } from 'commander';
import { callAuthority } from './call-authority.ts';
import { cleanText } from './clean-text.ts';
import { getUserByName } from './find-by-name.ts';
import { localTime } from './local-time.ts';

export function addAdminCommands(program: Command): void {
  program
    .command('admin')
    .description('help for an admin who is locked out')
    .command('reset <name>')
    .description('a one-time code with which this admin, or any other user, chooses a new password')
    .action((name: string, _flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const { id, name: known } = await getUserByName(client, name);
        const welcome = await client.users.makeCode({ id });
        return {
          document: { user: known, ...welcome },
          text: [
            `One-time code for ${cleanText(known)}, good until ${localTime(welcome.expiresAt)}:`,
            `  ${welcome.code}`,
            `To be used at ${welcome.url}`,
          ].join('\n'),
        };
      }),
    );
}
