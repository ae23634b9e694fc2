import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import { importFileBytesMax } from '../../../../shared/model/user-import.ts';
import { callAuthority } from './call-authority.ts';
import { cleanText } from './clean-text.ts';
import { CliRefusal } from './cli-refusal.ts';
import { countOf } from './count-of.ts';
import { describeEnded, makeAffectedTable } from './describe-sessions.ts';
import { countOutcomes, describeFormat, makeImportTable } from './import-table.ts';
import { localTime } from './local-time.ts';
import { makeTable } from './make-table.ts';
import { decodeSurplus, surplusOption } from './option-values.ts';

interface ImportFlags {
  readonly surplus: 'now' | 'as-they-expire';
  readonly dryRun?: true;
}

const nothingTakenExitCode = 1;

/** Many users from a file, and taking that back. */
export function addUserImportCommands(user: Command): void {
  user
    .command('import <file>')
    .description('add and change users from a CSV file, - for standard input; bad rows are skipped')
    .addOption(surplusOption())
    .option('--dry-run', 'only say what would happen')
    .action(async (filePath: string, flags: ImportFlags, command: Command) => {
      const file = await readTableFile(command, filePath);
      await callAuthority(command, async (client) => {
        const preview = await client.users.previewImport({ file });
        const counts = countOutcomes(preview);
        const table = makeImportTable(preview.rows);
        const bad = counts.bad === 0 ? '' : ` ${rowCount(counts.bad, 'bad')} skipped.`;
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
            text: [describeFormat(preview.format), table, would, affected]
              .filter((part) => part !== '')
              .join('\n'),
            ...ending,
          };
        }
        const done = await client.users.import({ file, surplus: decodeSurplus(flags.surplus) });
        const did = `Added ${String(done.added.length)}, changed ${String(done.changed.length)}, left ${String(done.unchanged)} as they are.${bad}${describeEnded(done.ended)}`;
        const undo = done.id === undefined ? '' : `To take it back: rollcall user import-undo ${done.id}`;
        return {
          document: { ...done, bad: preview.rows.filter(({ outcome }) => outcome === 'bad') },
          text: [table, did, undo].filter((part) => part !== '').join('\n'),
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
        const { undone, kept } = await client.users.undoImport({ id });
        const names = (list: readonly { readonly name: string }[]): string =>
          cleanText(list.map(({ name }) => name).join(', '));
        return {
          document: { undone, kept },
          text: [
            `Taken back for ${countOf(undone.length, 'user')}${undone.length === 0 ? '.' : `: ${names(undone)}`}`,
            ...(kept.length === 0 ? [] : [`Kept, changed or signed in since: ${names(kept)}`]),
          ].join('\n'),
        };
      }),
    );
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
