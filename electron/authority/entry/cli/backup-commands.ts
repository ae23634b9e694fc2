import path from 'node:path';
import { Option, type Command } from 'commander';
import { restorePartSchema, type BackupView, type RestorePart } from '../../../../shared/model/backup.ts';
import { tidyPath } from '../../../../shared/tidy-path.ts';
import { formatBytes } from '../../../../shared/words/format-bytes.ts';
import { callAuthority } from './call-authority.ts';
import { countOf } from './count-of.ts';
import { localTime } from './local-time.ts';
import { makeTable } from './make-table.ts';
import { readPasswordLine } from './read-password.ts';

interface BackupFlags {
  readonly passphraseStdin?: true;
}

const passphraseFlag = '--passphrase-stdin';

export function addBackupCommands(program: Command): void {
  const backup = program.command('backup').description('everything in one file, and back');
  backup
    .command('create <file>')
    .description('write users, apps, rules, settings, keys and history into a new file')
    .option(passphraseFlag, 'encrypt it; the passphrase is the first line of standard input')
    .action(async (file: string, flags: BackupFlags, command: Command) => {
      const input = await readInput(file, flags, command);
      return callAuthority(command, async (client) => {
        const answer = await client.backup.create(input);
        const note = answer.backup.encrypted ? undefined : notEncrypted;
        return { document: answer, text: `Backup made.\n${describe(answer.backup)}`, note };
      });
    });

  backup
    .command('list')
    .description('backups in the data directory and in the folder of the schedule, newest first')
    .action((_flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const answer = await client.backup.list();
        const { backups, schedule } = answer;
        const rows = backups.map(({ createdAt, host = '', size, encrypted, verifiedAt, path: file }) => [
          localTime(createdAt),
          host,
          formatBytes(size, 'en'),
          encrypted ? 'yes' : 'no',
          verifiedAt === undefined ? 'not checked' : localTime(verifiedAt),
          file,
        ]);
        const table = makeTable(['MADE', 'ON', 'SIZE', 'ENCRYPTED', 'FOUND WHOLE', 'FILE'], rows);
        const next =
          schedule.nextAt === undefined
            ? 'There is no schedule.'
            : `Next by itself: ${localTime(schedule.nextAt)}.`;
        const problem = schedule.problem === undefined ? [] : [schedule.problem];
        return { document: answer, text: [table, next, ...problem].join('\n') };
      }),
    );

  backup
    .command('set-passphrase')
    .description('encrypt scheduled backups; it is kept on this computer beside the keys')
    .option(passphraseFlag, 'the passphrase is the first line of standard input')
    .option('--none', 'scheduled backups are not encrypted from now on')
    .action(async (flags: BackupFlags & { none?: true }, command: Command) => {
      if (flags.passphraseStdin === flags.none) command.error(`give either ${passphraseFlag} or --none`);
      const passphrase = flags.none ? null : await readPasswordLine(command, passphraseFlag);
      return callAuthority(command, async (client) => {
        await client.backup.setPassphrase({ passphrase });
        const encrypted = passphrase !== null && passphrase !== '';
        const text = `Scheduled backups are ${encrypted ? 'encrypted' : 'not encrypted'} from now on.`;
        return { document: { encrypted }, text };
      });
    });

  backup
    .command('verify <file>')
    .description('check a backup from end to end; changes nothing')
    .option(passphraseFlag, 'of an encrypted one')
    .action(async (file: string, flags: BackupFlags, command: Command) => {
      const input = await readInput(file, flags, command);
      return callAuthority(command, async (client) => {
        const answer = await client.backup.verify(input);
        return { document: answer, text: `The backup is whole.\n${describe(answer.backup)}` };
      });
    });

  backup
    .command('restore <file>')
    .description('put a backup in the place of what is here; everybody is signed out')
    .addOption(
      new Option('--part <part>', 'what to bring back')
        .choices(restorePartSchema.options)
        .default('everything'),
    )
    .option(passphraseFlag, 'of an encrypted one')
    .action(async (file: string, flags: BackupFlags & { part: RestorePart }, command: Command) => {
      const input = { ...(await readInput(file, flags, command)), part: flags.part };
      // On a new computer there may be no data directory yet.
      return callAuthority(
        command,
        async (client) => {
          const answer = await client.backup.restore(input);
          const text = `Restored: ${input.part}. Sessions ended: ${String(answer.endedSessions)}.\n${describe(answer.backup)}`;
          return { document: answer, text };
        },
        'open-or-create',
      );
    });
}

const notEncrypted =
  'It is not encrypted: whoever has the file can act as this Rollcall. Keep it where nobody else can read it.';

async function readInput(
  file: string,
  flags: BackupFlags,
  command: Command,
): Promise<{ path: string; passphrase?: string }> {
  // The authority has a working directory of its own.
  const input = { path: path.resolve(tidyPath(file)) };
  return flags.passphraseStdin
    ? { ...input, passphrase: await readPasswordLine(command, passphraseFlag) }
    : input;
}

function describe(backup: BackupView): string {
  const broken = backup.auditBrokenAt;
  return [
    `  File       ${backup.path} (${formatBytes(backup.size, 'en')}, ${backup.encrypted ? 'encrypted' : 'not encrypted'})`,
    `  Made       ${localTime(backup.createdAt)} on ${backup.host} by Rollcall ${backup.version}`,
    `  Holds      ${countOf(backup.users, 'user')}, ${countOf(backup.apps, 'app')}, ${countOf(backup.auditEntries, 'audit entry', 'audit entries')}`,
    ...(broken === undefined
      ? []
      : [`  Attention  its audit had been tampered with before, from entry ${String(broken)} on`]),
  ].join('\n');
}
