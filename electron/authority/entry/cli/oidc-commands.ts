import type { Command } from 'commander';
import { callAuthority } from './call-authority.ts';
import { cleanText } from './clean-text.ts';
import { localTime } from './local-time.ts';
import { makeTable } from './make-table.ts';

export function addOidcCommands(program: Command): void {
  const oidc = program.command('oidc').description('what all apps of OpenID Connect share');
  oidc
    .command('show')
    .description('the issuer, the keys, and the apps that have the issuer in their settings')
    .action((_flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const shown = await client.oidc.get();
        const { issuer, issuerNow, keys, apps } = shown;
        const lines = [
          issuer === ''
            ? `No app yet. With the first one the issuer will be ${issuerNow}`
            : `issuer  ${issuer}`,
          ...(issuer === '' || issuer === issuerNow
            ? []
            : [
                `By the addresses of now it would be ${issuerNow}: give this computer its old address back, or run: rollcall oidc move-issuer`,
              ]),
          `apps    ${apps.length === 0 ? 'none' : apps.map((name) => cleanText(name)).join(', ')}`,
          ...(keys.length === 0
            ? []
            : [
                '',
                makeTable(
                  ['KEY', 'ALGORITHM', 'MADE', 'USE'],
                  keys.map(({ id, algorithm, createdAt, signs }) => [
                    id,
                    algorithm,
                    localTime(createdAt),
                    signs ? 'signs' : 'verifies only',
                  ]),
                ),
              ]),
        ];
        return { document: shown, text: lines.join('\n') };
      }),
    );

  oidc
    .command('move-issuer')
    .description('the issuer becomes the address of now; every app must be told, and cannot sign in before')
    .action((_flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const moved = await client.oidc.moveIssuer();
        const names = moved.apps.map((name) => cleanText(name)).join(', ');
        return {
          document: moved,
          text: `The issuer is ${moved.issuer}.${names === '' ? '' : ` Type it into the settings of: ${names}.`}`,
        };
      }),
    );

  oidc
    .command('rotate-keys')
    .description('a new signing key; the old one goes on verifying what it has signed')
    .action((_flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const rotated = await client.oidc.rotateKeys();
        return { document: rotated, text: `${rotated.keyId} signs from now on.` };
      }),
    );
}
