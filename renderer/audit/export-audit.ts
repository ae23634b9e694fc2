import type { AuditFilter } from '../../shared/contract/upkeep-calls.ts';
import type { AuditEntry } from '../../shared/model/audit.ts';
import { sendCommand, type CommandResult } from '../authority/use-command.ts';

/** As many as the authority gives at once. */
const pageSize = 1000;

/**
 * Every entry that the filter leaves, newest first, also those that are not shown. Asks page by page, so that the
 * authority does other things in between.
 *
 * @param onProgress told how many there are so far; false: the admin has given up
 * @returns undefined when it was given up
 */
export async function readAllEntries(
  filter: AuditFilter | undefined,
  onProgress: (count: number) => boolean,
): Promise<CommandResult<readonly AuditEntry[]> | undefined> {
  const all: AuditEntry[] = [];
  let before: number | undefined;
  for (;;) {
    const asked = before;
    const result = await sendCommand((client) =>
      client.audit.list({
        limit: pageSize,
        ...(asked === undefined ? {} : { before: asked }),
        ...(filter === undefined ? {} : { filter }),
      }),
    );
    if (!result.ok) return result;
    for (const entry of result.answer.entries) all.push(entry);
    if (!onProgress(all.length)) return undefined;
    before = result.answer.next;
    if (before === undefined) return { ok: true, answer: all };
  }
}

/** One JSON document a line, as `rollcall audit export` writes them. */
export function writeJsonLines(entries: readonly AuditEntry[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

/** With the day it is made on. */
export function makeExportName(extension: string): string {
  return `rollcall-audit-${new Date().toISOString().slice(0, 10)}.${extension}`;
}
