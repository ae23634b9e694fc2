import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  appKindSchema,
  backgroundPathsSchema,
  foreignAuthorizationSchema,
  type AppKind,
  type AppView,
} from '../../../../shared/model/app.ts';
import { callAuthority } from './call-authority.ts';
import { cleanText } from './clean-text.ts';
import { getApp } from './find-by-name.ts';
import { localTime } from './local-time.ts';
import { makeTable } from './make-table.ts';

interface AddFlags {
  readonly kind: AppKind;
  readonly url: string;
  readonly upstream?: string;
  readonly allowPlainHttp?: true;
  readonly foreignAuthorization: AppView['foreignAuthorization'];
  readonly background?: string[];
}

export function addAppCommands(program: Command): void {
  const app = program.command('app').description('what checks with Rollcall');
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
    .command('add <name>')
    .description('register an app; prints its id, its key and the finished snippet for its proxy, this once')
    .addOption(
      new Option('--kind <kind>', 'how it checks').choices(appKindSchema.options).makeOptionMandatory(),
    )
    .requiredOption('--url <url>', 'where people reach it, such as https://192.168.1.20')
    .option('--upstream <url>', 'where its proxy finds it, for the snippet')
    .option('--allow-plain-http', 'take an http address, where anybody on the network can copy the cookie')
    .addOption(
      new Option(
        '--foreign-authorization <rule>',
        'what to do with an Authorization header of the app itself',
      )
        .choices(foreignAuthorizationSchema.options)
        .default('refuse'),
    )
    .addOption(backgroundOption())
    .action((name: string, flags: AddFlags, command: Command) =>
      callAuthority(command, async (client) => {
        const added = await client.apps.add({
          name,
          kind: flags.kind,
          url: flags.url,
          foreignAuthorization: flags.foreignAuthorization,
          ...(flags.upstream === undefined ? {} : { upstream: flags.upstream }),
          ...(flags.allowPlainHttp === undefined ? {} : { plainHttp: true }),
          ...(flags.background === undefined ? {} : { backgroundPaths: flags.background }),
        });
        return {
          document: added,
          // Alone on standard output, the snippet goes into a file as it is.
          text: added.snippets.map(({ text }) => text).join('\n'),
          note: [
            `${cleanText(added.app.name)} is added. The key is shown this once, here and in the snippet.`,
            `  id   ${added.app.id}`,
            `  key  ${added.secret}`,
          ].join('\n'),
        };
      }),
    );

  app
    .command('set <name>')
    .description('change an app, by name or id; its snippet stays as it is')
    .addOption(backgroundOption())
    .option('--no-background', 'every request is a use by the person')
    .action((name: string, flags: { background?: string[] | boolean }, command: Command) => {
      const { background } = flags;
      if (background === undefined || background === true) command.error('error: nothing to set');
      return callAuthority(command, async (client) => {
        const { id } = await getApp(client, name);
        const set = await client.apps.set({
          id,
          backgroundPaths: Array.isArray(background) ? background : [],
        });
        const paths = set.app.backgroundPaths.join(' ');
        return {
          document: set,
          text: `${cleanText(set.app.name)} is changed. No use by the person: ${paths === '' ? 'none' : cleanText(paths)}.`,
        };
      });
    });

  app
    .command('remove <name>')
    .description('forget an app, by name or id; its proxy lets nobody in from then on')
    .action((name: string, _flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const known = await getApp(client, name);
        await client.apps.remove({ id: known.id });
        return { document: { removed: known }, text: `${cleanText(known.name)} is removed.` };
      }),
    );
}

function backgroundOption(): Option {
  return new Option(
    '--background <path...>',
    'paths that its pages ask for by themselves, such as /api/poll or /socket.io/*: no use by the person',
  ).argParser(collectPath);
}

/** May be given several times. */
function collectPath(text: string, before: unknown): string[] {
  if (!backgroundPathsSchema.element.safeParse(text).success) {
    throw new InvalidArgumentError('A path such as /api/poll or /socket.io/*.');
  }
  return [...(Array.isArray(before) ? (before as string[]) : []), text];
}

function makeAppTable(apps: readonly AppView[]): string {
  if (apps.length === 0) return 'No apps yet.';
  return makeTable(
    ['ID', 'APP', 'KIND', 'ADDRESS', 'ADDED', 'LAST USED'],
    apps.map((app) => [
      app.id,
      app.name,
      app.kind,
      app.plainHttp ? `${app.url} (plain HTTP)` : app.url,
      localTime(app.createdAt),
      localTime(app.lastUsedAt),
    ]),
  );
}
