import path from 'node:path';
import { Option, type Command } from 'commander';
import { restorePartSchema, type BackupView, type RestorePart } from '../../../../shared/model/backup.ts';
import { callAuthority } from './call-authority.ts';
import { localTime } from './local-time.ts';
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
  const input = { path: path.resolve(file) };
  return flags.passphraseStdin
    ? { ...input, passphrase: await readPasswordLine(command, passphraseFlag) }
    : input;
}

function describe(backup: BackupView): string {
  const broken = backup.auditBrokenAt;
  return [
    `  File       ${backup.path} (${String(backup.size)} bytes, ${backup.encrypted ? 'encrypted' : 'not encrypted'})`,
    `  Made       ${localTime(backup.createdAt)} on ${backup.host} by Rollcall ${backup.version}`,
    `  Holds      ${String(backup.users)} users, ${String(backup.apps)} apps, ${String(backup.auditEntries)} audit entries`,
    ...(broken === undefined
      ? []
      : [`  Attention  its audit had been tampered with before, from entry ${String(broken)} on`]),
  ].join('\n');
}
