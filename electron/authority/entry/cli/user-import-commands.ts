import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Option, type Command } from 'commander';
import {
  importFileBytesMax,
  type ImportUndone,
  type MissingGroups,
} from '../../../../shared/model/user-import.ts';
import { callAuthority } from './call-authority.ts';
import { cleanText } from './clean-text.ts';
import { CliRefusal } from './cli-refusal.ts';
import { countOf } from './count-of.ts';
import { describeEnded, makeAffectedTable } from './describe-sessions.ts';
import { countOutcomes, describeFormat, describeMissingGroups, makeImportTable } from './import-table.ts';
import { localTime } from './local-time.ts';
import { makeTable } from './make-table.ts';
import { decodeSurplus, surplusOption } from './option-values.ts';

interface ImportFlags {
  readonly surplus: 'now' | 'as-they-expire';
  readonly dryRun?: true;
  readonly makeGroups?: true;
  readonly withoutGroups?: true;
}

const nothingTakenExitCode = 1;

/** Many users from a file, and taking that back. */
export function addUserImportCommands(user: Command): void {
  user
    .command('import <file>')
    .description('add and change users from a CSV file, - for standard input; bad rows are skipped')
    .addOption(surplusOption())
    .addOption(new Option('--make-groups', 'make groups that do not exist yet').conflicts('withoutGroups'))
    .option('--without-groups', 'leave out groups that do not exist yet')
    .option('--dry-run', 'only say what would happen')
    .action(async (filePath: string, flags: ImportFlags, command: Command) => {
      const file = await readTableFile(command, filePath);
      const missingGroups: MissingGroups =
        flags.makeGroups === true ? 'make' : flags.withoutGroups === true ? 'leave_out' : 'skip';
      await callAuthority(command, async (client) => {
        const preview = await client.users.previewImport({ file, missingGroups });
        const counts = countOutcomes(preview);
        const table = makeImportTable(preview.rows);
        const bad = counts.bad === 0 ? '' : ` ${rowCount(counts.bad, 'bad')} skipped.`;
        const missing = describeMissingGroups(preview, missingGroups);
        const nothingTaken = counts.bad > 0 && counts.bad === preview.rows.length;
        const ending = nothingTaken ? { exitCode: nothingTakenExitCode } : {};
        if (flags.dryRun === true) {
          const exceeds = preview.reservations;
          if (exceeds) {
            const sum = `${String(exceeds.reserved)} of ${String(exceeds.seats)}`;
            throw new CliRefusal('reservations_exceed_plan', { ...exceeds, sum });
          }
          const would = `Would add ${String(counts.new)}, change ${String(counts.changed)}, leave ${String(counts.unchanged)} as they are.${bad}`;
          const affected = preview.affected.length === 0 ? '' : makeAffectedTable(preview.affected);
          return {
            document: preview,
            text: [describeFormat(preview.format), table, missing, would, affected]
              .filter((part) => part !== '')
              .join('\n'),
            ...ending,
          };
        }
        const done = await client.users.import({
          file,
          surplus: decodeSurplus(flags.surplus),
          missingGroups,
        });
        const did = `Added ${String(done.added.length)}, changed ${String(done.changed.length)}, left ${String(done.unchanged)} as they are.${bad}${describeEnded(done.ended)}`;
        const made =
          done.groups === undefined
            ? ''
            : `Made ${countOf(done.groups.length, 'group')}: ${listNames(done.groups)}`;
        const undo = done.id === undefined ? '' : `To take it back: rollcall user import-undo ${done.id}`;
        return {
          document: { ...done, bad: preview.rows.filter(({ outcome }) => outcome === 'bad') },
          text: [table, done.groups === undefined ? missing : made, did, undo]
            .filter((part) => part !== '')
            .join('\n'),
          ...ending,
        };
      });
    });

  user
    .command('imports')
    .description('imports that can still be taken back, newest first')
    .action((_flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const imports = await client.users.listImports();
        return {
          document: { imports },
          text:
            imports.length === 0
              ? 'There is no import to take back.'
              : makeTable(
                  ['WHEN', 'ADDED', 'CHANGED', 'ID'],
                  imports.map(({ id, at, added, changed }) => [
                    localTime(at),
                    String(added),
                    String(changed),
                    id,
                  ]),
                ),
        };
      }),
    );

  user
    .command('import-undo <id>')
    .description('take an import back; who has signed in or was changed since is kept')
    .action((id: string, _flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const { undone, kept, groups } = await client.users.undoImport({ id });
        return {
          document: { undone, kept, ...(groups === undefined ? {} : { groups }) },
          text: [
            `Taken back for ${countOf(undone.length, 'user')}${undone.length === 0 ? '.' : `: ${listNames(undone)}`}`,
            ...(kept.length === 0 ? [] : [`Kept, changed or signed in since: ${listNames(kept)}`]),
            ...describeGroups(groups),
          ].join('\n'),
        };
      }),
    );
}

function listNames(list: readonly { readonly name: string }[]): string {
  return cleanText(list.map(({ name }) => name).join(', '));
}

function describeGroups(groups: ImportUndone['groups']): string[] {
  const { undone = [], kept = [] } = groups ?? {};
  return [
    ...(undone.length === 0 ? [] : [`Groups that are gone again: ${listNames(undone)}`]),
    ...(kept.length === 0 ? [] : [`Groups kept, in use or changed since: ${listNames(kept)}`]),
  ];
}

/** As the contract takes it: base64. */
async function readTableFile(command: Command, filePath: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = filePath === '-' ? await buffer(process.stdin) : await readFile(filePath);
  } catch (error) {
    return command.error(`error: ${filePath}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (bytes.length > importFileBytesMax) {
    throw new CliRefusal('import_unreadable', { why: 'too_large', bytesMax: importFileBytesMax });
  }
  return bytes.toString('base64');
}

function rowCount(count: number, kind: string): string {
  return count === 1 ? `1 ${kind} row is` : `${String(count)} ${kind} rows are`;
}
