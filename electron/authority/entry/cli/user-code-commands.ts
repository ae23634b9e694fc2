import type { Command } from 'commander';
import { callAuthority } from './call-authority.ts';
import { getUsersByName } from './find-by-name.ts';
import { localTime } from './local-time.ts';
import { makeTable } from './make-table.ts';

/** One-time codes for many: what people choose their own passwords with. */
export function addUserCodeCommands(user: Command): void {
  user
    .command('codes [names...]')
    .description('a one-time code for each, shown once; the earlier ones stop working')
    .option('--not-set-up', 'for everybody without an own password')
    .action((names: string[], flags: { notSetUp?: true }, command: Command) => {
      if (names.length > 0 === (flags.notSetUp === true)) {
        command.error('error: name users, or --not-set-up');
      }
      return callAuthority(command, async (client) => {
        const users =
          flags.notSetUp === true
            ? (await client.users.list()).filter(({ state }) => state === 'not_set_up')
            : await getUsersByName(client, names);
        if (users.length === 0) {
          return { document: { codes: [] }, text: 'Everybody has an own password already.' };
        }
        const made = await client.users.makeCodes({ ids: users.map(({ id }) => id) });
        return {
          document: made,
          text: [
            makeTable(
              ['USER', 'NAME', 'CODE', 'GOOD UNTIL'],
              made.codes.map(({ name, displayName, code, expiresAt }) => [
                name,
                displayName,
                code,
                localTime(expiresAt),
              ]),
            ),
            `To be used at ${made.url}`,
          ].join('\n'),
        };
      });
    });
}
