import { InvalidArgumentError, type Command } from 'commander';
import type { AuditEntry } from '../../../../shared/model/audit.ts';
import { callAuthority } from './call-authority.ts';
import { localTime } from './local-time.ts';
import { makeTable } from './make-table.ts';
import { decodeCount } from './option-values.ts';

export function addAuditCommands(program: Command): void {
  program
    .command('audit')
    .description('what has happened')
    .command('list')
    .description('the newest entries, newest first')
    .option('--limit <n>', 'how many', decodeCount, 100)
    .option('--before <number>', 'only those before this entry', decodeNumber)
    .action((flags: { limit: number; before?: number }, command: Command) =>
      callAuthority(command, async (client) => {
        const { entries } = await client.audit.list({
          limit: flags.limit,
          ...(flags.before === undefined ? {} : { before: flags.before }),
        });
        return { document: { entries }, text: makeAuditTable(entries) };
      }),
    );
}

function makeAuditTable(entries: readonly AuditEntry[]): string {
  if (entries.length === 0) return 'Nothing yet.';
  return makeTable(
    ['NUMBER', 'WHEN', 'WHAT', 'BY', 'ON', 'FROM', 'MORE'],
    entries.map((entry) => [
      String(entry.seq),
      localTime(entry.at),
      entry.action,
      entry.actor,
      entry.subject,
      entry.address,
      Object.keys(entry.data).length === 0 ? '' : JSON.stringify(entry.data),
    ]),
  );
}

function decodeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('The number of an entry.');
  return Number(text);
}
