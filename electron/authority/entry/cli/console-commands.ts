import type { Command } from 'commander';
import type { BrowserConsoleView } from '../../../../shared/model/console-session.ts';
import type { ControlClient } from '../../endpoints/control/control-server.ts';
import { callAuthority } from './call-authority.ts';
import { getConsoleSession, shownTail } from './find-by-name.ts';
import { localTime } from './local-time.ts';
import { makeTable } from './make-table.ts';
import { decodePort } from './option-values.ts';

/** `rollcall console`: the console in a browser, for computers without a display. */
export function addConsoleCommands(program: Command): void {
  const console = program
    .command('console')
    .description('the console in a browser, on this computer or through an SSH tunnel');
  console
    .command('on')
    .description('open it on the loopback addresses of this computer; nobody else on the network reaches it')
    .option('--port <port>', 'instead of the one of the settings', decodePort)
    .action((flags: { port?: number }, command: Command) =>
      callAuthority(command, async (client) => {
        const { port } = flags;
        await client.settings.set({
          values: { 'console.browser': true, ...(port === undefined ? {} : { 'console.port': port }) },
        });
        return showConsole(client);
      }),
    );
  console
    .command('off')
    .description('close it, and end the sessions there')
    .action((_flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        await client.settings.set({ values: { 'console.browser': false } });
        return showConsole(client);
      }),
    );
  console
    .command('show')
    .description('whether it is open, where, and who is signed in there')
    .action((_flags: object, command: Command) => callAuthority(command, showConsole));
  console
    .command('end [ids...]')
    .description('end sessions of it, by their ids (or the last characters of them)')
    .option('--all', 'all of them')
    .action((ids: string[], flags: { all?: true }, command: Command) => {
      if (ids.length > 0 === (flags.all === true)) command.error('error: name sessions, or --all');
      return callAuthority(command, async (client) => {
        const { sessions } = await client.console.show();
        const { ended } = await client.console.end(
          flags.all === true ? { all: true } : { ids: ids.map((id) => getConsoleSession(sessions, id).id) },
        );
        return {
          document: { ended },
          text: ended.length === 0 ? 'Nobody was signed in to the console.' : makeSessionTable(ended),
        };
      });
    });
}

async function showConsole(client: ControlClient): Promise<{ document: unknown; text: string }> {
  const view = await client.console.show();
  const [{ origin }, users] = await Promise.all([client.status.get(), client.users.list()]);
  const ready = users.some(({ admin, secondFactor }) => admin && secondFactor);
  return { document: view, text: describeConsole(view, origin, ready) };
}

/**
 * @param origin where the portal is
 * @param ready some admin could sign in
 */
function describeConsole(
  { on, addresses, trouble, sessions }: BrowserConsoleView,
  origin: string,
  ready: boolean,
): string {
  const [address] = addresses;
  if (!on) return 'The console is not open for browsers. Open it with: rollcall console on';
  if (address === undefined) {
    const why = trouble === undefined ? 'Rollcall does not run' : JSON.stringify(trouble);
    return `The console is turned on for browsers, but not open now: ${why}`;
  }
  const { port } = new URL(address);
  return [
    `The console is open for browsers of this computer at ${address}`,
    `From another computer: ssh -L ${port}:127.0.0.1:${port} YOU@${new URL(origin).hostname}, then ${address} there`,
    ...(ready
      ? []
      : [
          `No admin can sign in yet: it takes a second factor, to be added at ${origin}/account/second-factor`,
        ]),
    '',
    sessions.length === 0 ? 'Nobody is signed in there.' : makeSessionTable(sessions),
  ].join('\n');
}

function makeSessionTable(sessions: BrowserConsoleView['sessions']): string {
  return makeTable(
    ['ID', 'ADMIN', 'BROWSER', 'SIGNED IN', 'LAST USED', 'ENDS'],
    sessions.map(({ id, userName, device, signedInAt, lastUsedAt, expiresAt }) => [
      id.slice(-shownTail),
      userName,
      device,
      localTime(signedInAt),
      localTime(lastUsedAt),
      localTime(expiresAt),
    ]),
  );
}
