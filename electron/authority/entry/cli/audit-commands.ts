import { InvalidArgumentError, type Command } from 'commander';
import { splitWords } from '../../../../shared/fold-text.ts';
import { refusalOf, resultOf } from '../../../../shared/model/audit-result.ts';
import type { AuditWord } from '../../../../shared/model/audit-word.ts';
import { auditActions, type AuditAction, type AuditEntry } from '../../../../shared/model/audit.ts';
import type { ControlClient } from '../../endpoints/control/control-server.ts';
import { callAuthority, readGlobalOptions } from './call-authority.ts';
import { cleanText } from './clean-text.ts';
import { escapeUnseen } from './escape-unseen.ts';
import { localTime } from './local-time.ts';
import { makeTable } from './make-table.ts';
import { decodeCount } from './option-values.ts';
import { openOutputFile, writeOutput, type OutputFile } from './output-file.ts';
import { writeAuditData } from './write-audit-data.ts';

type HashedEntry = AuditEntry & { readonly hash: string };

interface ListFlags {
  readonly limit: number;
  readonly before?: number;
  readonly find?: string;
}

/** The most one call answers with. */
const pageSize = 1000;

export function addAuditCommands(program: Command): void {
  const audit = program.command('audit').description('what has happened');
  audit
    .command('list')
    .description('the newest entries, newest first')
    .option('--limit <n>', 'how many', decodeCount, 100)
    .option('--before <number>', 'only those before this entry', decodeNumber)
    .option('--find <words>', 'only those with each of these words in what is printed, such as user.deleted')
    .action((flags: ListFlags, command: Command) =>
      callAuthority(command, async (client) => {
        const entries = await listEntries(client, flags);
        return { document: { entries }, text: makeAuditTable(entries) };
      }),
    );

  audit
    .command('verify')
    .description('walk through all entries: is each one as it was written, and none missing in between')
    .action((_flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const verified = await client.audit.verify();
        const { entries, brokenAt } = verified;
        if (brokenAt === undefined) {
          return {
            document: verified,
            text:
              entries === 1
                ? 'The one entry is as it was written.'
                : `All ${String(entries)} entries are as they were written.`,
          };
        }
        return {
          document: verified,
          text: undefined,
          note: `The audit is broken: entry ${String(brokenAt)} is missing or not as it was written. ${entries === 1 ? 'The one before it is.' : `The ${String(entries)} before it are.`}`,
          exitCode: 1,
        };
      }),
    );

  audit
    .command('export [file]')
    .description('every entry with its hash, oldest first, one JSON document a line')
    .action((filePath: string | undefined, _flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const { json } = readGlobalOptions(command);
        const kept: HashedEntry[] = [];
        let file: OutputFile | undefined;
        let count = 0;
        for await (const page of readAudit(client)) {
          count += page.length;
          // Only now that there is something to write: an older file is not emptied for nothing.
          if (filePath !== undefined) file ??= await openOutputFile(command, filePath);
          else if (json) kept.push(...page);
          const lines = page.map((entry) => `${escapeUnseen(JSON.stringify(entry))}\n`).join('');
          if (file) await file.write(lines);
          else if (!json) await writeOutput(lines);
        }
        await file?.close();
        if (filePath === undefined) return { document: { entries: kept }, text: undefined };
        return {
          document: { file: filePath, entries: count },
          text: `${count === 1 ? '1 entry is' : `${String(count)} entries are`} in ${cleanText(filePath)}.`,
        };
      }),
    );
}

/** A search may answer with few or none and more to look through: it is asked on until there are as many as wanted. */
async function listEntries(client: ControlClient, { limit, before, find }: ListFlags): Promise<AuditEntry[]> {
  const filter = find === undefined ? {} : { filter: { words: toWords(find) } };
  const found: AuditEntry[] = [];
  let end = before;
  do {
    const { entries, next } = await client.audit.list({
      limit: limit - found.length,
      ...(end === undefined ? {} : { before: end }),
      ...filter,
    });
    found.push(...entries);
    end = next;
  } while (find !== undefined && end !== undefined && found.length < limit);
  return found;
}

/** The word for the result is in no entry: it stands for actions. */
function toWords(typed: string): AuditWord[] {
  return splitWords(typed).map((text) => {
    const actions = auditActions.filter((action) => resultWordOf(action).includes(text));
    return actions.length === 0 ? { text } : { text, stands: [{ actions }] };
  });
}

function resultWordOf(action: AuditAction): string {
  return refusalOf(action) ?? resultOf(action);
}

async function* readAudit(client: ControlClient): AsyncGenerator<HashedEntry[]> {
  let after = 0;
  for (;;) {
    const { entries } = await client.audit.read({ after, limit: pageSize });
    if (entries.length > 0) yield entries;
    after = entries.at(-1)?.seq ?? after;
    if (entries.length < pageSize) return;
  }
}

function makeAuditTable(entries: readonly AuditEntry[]): string {
  if (entries.length === 0) return 'Nothing yet.';
  return makeTable(
    ['NUMBER', 'WHEN', 'WHAT', 'RESULT', 'BY', 'ON', 'FROM', 'MORE'],
    entries.map((entry) => [
      String(entry.seq),
      localTime(entry.at),
      entry.action,
      resultWordOf(entry.action),
      entry.actor,
      nameOf(entry),
      entry.address,
      writeAuditData(entry.data),
    ]),
  );
}

/** Apps have a name beside their id. */
function nameOf({ action, subject, data }: AuditEntry): string {
  const name = action.startsWith('app.') ? (data['name'] ?? data['app']) : undefined;
  return typeof name === 'string' ? `${name} (${subject})` : subject;
}

function decodeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('The number of an entry.');
  return Number(text);
}
