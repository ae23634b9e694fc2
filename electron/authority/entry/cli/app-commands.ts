import { Option, type Command } from 'commander';
import { appKindSchema, type AppKind } from '../../../../shared/model/app.ts';
import { answerWithSecret } from './answer-with-secret.ts';
import {
  clientOfFlags,
  fieldsOfFlags,
  proxyOption,
  withAppOptions,
  withTakingAway,
  type AppFlags,
  type ProxyFlag,
} from './app-options.ts';
import { addAppShowCommands } from './app-show-commands.ts';
import { callAuthority } from './call-authority.ts';
import { cleanText } from './clean-text.ts';
import { getApp } from './find-by-name.ts';

interface AddFlags extends AppFlags, ProxyFlag {
  readonly kind: AppKind;
  readonly url?: string;
}
interface SetFlags extends AppFlags {
  readonly rename?: string;
  readonly url?: string;
  readonly oidc?: boolean;
}

export function addAppCommands(program: Command): void {
  const app = program.command('app').description('what checks with Rollcall');
  addAppShowCommands(app);

  withAppOptions(app.command('add <name>'))
    .description('register an app; prints its id, its key and the finished configuration, this once')
    .addOption(
      new Option('--kind <kind>', 'how it checks').choices(appKindSchema.options).makeOptionMandatory(),
    )
    .option('--url <url>', 'where people reach it, such as https://192.168.1.20')
    .addOption(proxyOption())
    .action((name: string, flags: AddFlags, command: Command) => {
      const { kind, url, proxy } = flags;
      if (proxy !== undefined && kind !== 'forward-auth') {
        command.error('error: --proxy goes with --kind forward-auth');
      }
      if (url === undefined && kind !== 'oidc') command.error('error: name the address: --url URL');
      return callAuthority(command, async (client) => {
        const oidc = clientOfFlags(flags);
        const added = await client.apps.add({
          name,
          kind,
          url: url ?? '',
          ...(await fieldsOfFlags(client, flags)),
          ...(oidc === undefined ? {} : { oidc }),
        });
        return answerWithSecret(added, proxy, 'is added');
      });
    });

  withTakingAway(withAppOptions(app.command('set <name>')))
    .description('change an app, by name or id; what is not named stays')
    .option('--rename <name>', 'its name from now on')
    .option('--url <url>', 'where people reach it from now on')
    .action((name: string, flags: SetFlags, command: Command) => {
      const given = withoutDefaults(flags, command);
      if (Object.keys(given).length === 0) command.error('error: nothing to set');
      if (given.group !== undefined && given.groups === false) {
        command.error('error: name one of: --group NAME, --no-groups');
      }
      return callAuthority(command, async (client) => {
        const { id, oidc: before } = await getApp(client, name);
        const oidc = given.oidc === false ? null : clientOfFlags(given, before);
        const set = await client.apps.set({
          id,
          ...(given.rename === undefined ? {} : { name: given.rename }),
          ...(given.url === undefined ? {} : { url: given.url }),
          ...(await fieldsOfFlags(client, given)),
          ...(oidc === undefined ? {} : { oidc }),
          ...(given.tells === false ? { tells: null } : {}),
        });
        const known = cleanText(set.app.name);
        return {
          document: set,
          text: `${known} is changed.`,
          ...(set.snippetChanged
            ? {
                note: `Copy its configuration again; printed, with a new key, by: rollcall app rotate-secret ${set.app.id}`,
              }
            : {}),
        };
      });
    });

  app
    .command('rotate-secret <name>')
    .description('a new key in the place of the old one, which opens nothing from then on; sessions stay')
    .addOption(proxyOption())
    .action((name: string, flags: ProxyFlag, command: Command) =>
      callAuthority(command, async (client) => {
        const { id } = await getApp(client, name);
        return answerWithSecret(await client.apps.rotateSecret({ id }), flags.proxy, 'has a new key');
      }),
    );

  app
    .command('remove <name>')
    .description('forget an app, by name or id; it lets nobody in from then on')
    .action((name: string, _flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const known = await getApp(client, name);
        await client.apps.remove({ id: known.id });
        return { document: { removed: known }, text: `${cleanText(known.name)} is removed.` };
      }),
    );
}

/** Only what was typed: a `--no-` option makes `true` the default of its opposite, which says nothing. */
function withoutDefaults(flags: SetFlags, command: Command): SetFlags {
  return Object.fromEntries(
    Object.entries(flags).filter(([key]) => command.getOptionValueSource(key) === 'cli'),
  );
}
