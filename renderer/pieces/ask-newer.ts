import type { AuditFilter } from '../../shared/contract/upkeep-calls.ts';
import type { AuditEntry } from '../../shared/model/audit.ts';
import type { CommandFailure } from '../authority/command-failure.ts';
import { sendCommand } from '../authority/use-command.ts';

/** As many as the authority gives at once. */
const pageSize = 1000;
/** Who is further behind than this is asked whether to look at what is new. */
const pagesMax = 5;

type Newer =
  | { readonly ok: true; readonly entries: readonly AuditEntry[]; readonly isWhole: boolean }
  | { readonly ok: false; readonly failure: CommandFailure };

/**
 * What was written down since the entry of number `newest`, newest first, page by page until it meets that one. Not
 * whole: there is more, and between the two it would be a gap.
 */
export async function askNewer(newest: number, filter?: AuditFilter): Promise<Newer> {
  const entries: AuditEntry[] = [];
  let before: number | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const result = await sendCommand((client) =>
      client.audit.list({
        after: newest,
        limit: pageSize,
        ...(filter === undefined ? {} : { filter }),
        ...(before === undefined ? {} : { before }),
      }),
    );
    if (!result.ok) return result;
    entries.push(...result.answer.entries);
    before = result.answer.next;
    // None among the newest that were looked through: the next time tells.
    if (before === undefined || entries.length === 0) return { ok: true, entries, isWhole: true };
  }
  return { ok: true, entries, isWhole: false };
}
