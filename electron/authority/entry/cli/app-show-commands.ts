import type { Command } from 'commander';
import { callAuthority } from './call-authority.ts';
import { cleanText } from './clean-text.ts';
import { describeApp, describeFindings, describeHistory, makeAppTable } from './describe-app.ts';
import { getApp } from './find-by-name.ts';

/** What looks at apps: the list, one of them, the test for ways around, and telling it of ended sessions. */
export function addAppShowCommands(app: Command): void {
  app
    .command('list')
    .description('every app')
    .action((_flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const apps = await client.apps.list();
        return { document: { apps }, text: makeAppTable(apps) };
      }),
    );

  app
    .command('show <name>')
    .description('one app: how tightly it is held, who used it when, and whom it was told of')
    .action((name: string, _flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const known = await getApp(client, name);
        const history = await client.apps.history({ id: known.id });
        const text = [
          describeApp(known, await client.groups.list()),
          known.check === undefined ? '' : describeFindings(known.check),
          describeHistory(history),
        ];
        return {
          document: { app: known, ...history },
          text: text.filter((part) => part !== '').join('\n\n'),
        };
      }),
    );

  app
    .command('check <name>')
    .description('look for ways around Rollcall, at the addresses of the app and nowhere else')
    .action((name: string, _flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const { id } = await getApp(client, name);
        const checked = await client.apps.check({ id });
        const { check } = checked.app;
        const bad = check?.findings.some(({ result }) => result === 'bad') ?? false;
        return {
          document: checked,
          text: check === undefined ? undefined : describeFindings(check),
          ...(bad ? { exitCode: 1 } : {}),
        };
      }),
    );

  app
    .command('tell <name>')
    .description('tell an app now of the ended sessions that it has not confirmed')
    .action((name: string, _flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const { id, name: known } = await getApp(client, name);
        const told = await client.apps.retryLogouts({ id });
        const { confirmed, unconfirmed } = told;
        return {
          document: told,
          text: `${cleanText(known)} has confirmed ${String(confirmed)}; ${String(unconfirmed)} not yet.`,
          ...(unconfirmed > 0 ? { exitCode: 1 } : {}),
        };
      }),
    );
}
