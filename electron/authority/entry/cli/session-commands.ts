import type { Command } from 'commander';
import type { SessionView } from '../../../../shared/model/session.ts';
import type { ControlClient } from '../../endpoints/control/control-server.ts';
import { callAuthority } from './call-authority.ts';
import { getSessionId, getUserByName, shownTail } from './find-by-name.ts';
import { localTime } from './local-time.ts';
import { makeTable } from './make-table.ts';

interface EndFlags {
  readonly user?: string;
  readonly all?: true;
  readonly blockDevice?: true;
}

/** The most one call answers with. */
const endedMax = 1000;

export function addSessionCommands(program: Command): void {
  const session = program.command('session').description('the signed-in devices');
  session
    .command('list')
    .description('who is signed in, on what')
    .option('--user <name>', 'of one user only')
    .option('--ended', 'those that have ended, with the reason, newest first')
    .action((flags: { user?: string; ended?: true }, command: Command) =>
      callAuthority(command, async (client) => {
        const userId = flags.user === undefined ? undefined : (await getUserByName(client, flags.user)).id;
        const ofUser = userId === undefined ? {} : { userId };
        if (flags.ended !== true) {
          const { sessions } = await client.sessions.list({ state: 'live', ...ofUser });
          return { document: { sessions }, text: makeLiveTable(sessions) };
        }
        const { sessions, cursor } = await client.sessions.list({
          state: 'ended',
          limit: endedMax,
          ...ofUser,
        });
        return {
          document: { sessions },
          text: makeEndedTable(sessions),
          note: cursor === undefined ? undefined : `Only the newest ${String(sessions.length)} are shown.`,
        };
      }),
    );

  session
    .command('end [id...]')
    .description('sign devices out: by id (or its last characters), all of a user, or all')
    .option('--user <name>', 'every session of this user')
    .option('--all', 'every session there is')
    .option('--block-device', 'do not let their browsers and apps in again; only with ids')
    .action((ids: string[], flags: EndFlags, command: Command) => {
      if (flags.blockDevice === true && ids.length === 0)
        command.error('error: --block-device goes with the ids of sessions');
      const ways = [ids.length > 0, flags.user !== undefined, flags.all === true].filter(Boolean);
      if (ways.length !== 1) command.error('error: name one of: ID..., --user NAME, --all');
      return callAuthority(command, async (client) => {
        const { ended } = await client.sessions.end(await findTarget(client, ids, flags));
        const text = ended.length === 0 ? 'Nobody was signed in.' : makeEndedTable(ended);
        return { document: { ended }, text };
      });
    });

  session
    .command('rename <id> <name>')
    .description('give a device another name, which its user sees too')
    .action((id: string, name: string, _flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const { sessions } = await client.sessions.list({ state: 'live' });
        const renamed = await client.sessions.rename({ id: getSessionId(sessions, id), device: name });
        return { document: renamed, text: `The device of ${renamed.session.userName} has its new name.` };
      }),
    );
}

async function findTarget(client: ControlClient, ids: readonly string[], flags: EndFlags) {
  if (flags.all === true) return { all: true } as const;
  if (flags.user !== undefined) return { userId: (await getUserByName(client, flags.user)).id };
  const { sessions } = await client.sessions.list({ state: 'live' });
  return {
    ids: ids.map((id) => getSessionId(sessions, id)),
    ...(flags.blockDevice === true ? { blockDevices: true } : {}),
  };
}

function makeLiveTable(sessions: readonly SessionView[]): string {
  if (sessions.length === 0) return 'Nobody is signed in.';
  return makeTable(
    ['ID', 'USER', 'DEVICE', 'CLASS', 'SIGNED IN', 'LAST USED', 'ADDRESS', 'ENDS BY ITSELF'],
    sessions.map((session) => [
      session.id.slice(-shownTail),
      session.userName,
      session.device,
      classNames[session.counts],
      localTime(session.signedInAt),
      localTime(session.lastUsedAt),
      session.address,
      localTime(session.expiresAt),
    ]),
  );
}

const classNames: Record<SessionView['counts'], string> = {
  browser: 'browser',
  app_counted: 'app',
  app_separate: 'app (own limit)',
  app_uncounted: 'app (not counted)',
};

function makeEndedTable(sessions: readonly SessionView[]): string {
  if (sessions.length === 0) return 'No session has ended.';
  return makeTable(
    ['ID', 'USER', 'DEVICE', 'SIGNED IN', 'ENDED', 'REASON', 'BY'],
    sessions.map((session) => [
      session.id.slice(-shownTail),
      session.userName,
      session.device,
      localTime(session.signedInAt),
      localTime(session.ended?.at),
      session.ended?.reason ?? '',
      session.ended?.by ?? '',
    ]),
  );
}
