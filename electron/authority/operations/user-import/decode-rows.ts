import { foldGroupName } from '../../../../shared/model/group.ts';
import { makePause } from '../../base/make-pause.ts';
import type { MissingGroups } from '../../../../shared/model/user-import.ts';
import type { Group } from '../../records/groups/groups.ts';
import { decodeRow, type Cells, type DecodedRow } from './decode-row.ts';
import type { UserTable } from './read-user-table.ts';

export interface DecodedTable {
  /** What the names of groups were compared with. */
  readonly groups: readonly Group[];
  readonly missingGroups: MissingGroups;
  readonly rows: readonly {
    readonly line: number;
    readonly cells: Cells;
    readonly surplus: boolean;
    readonly decoded: DecodedRow;
  }[];
}

/** The part of the work on a table that needs nothing but the groups; others get their turn in between. */
export async function decodeRows(
  groups: readonly Group[],
  table: UserTable,
  missingGroups: MissingGroups,
): Promise<DecodedTable> {
  const groupIds = new Map(groups.map(({ id, name }) => [foldGroupName(name), id]));
  const pause = makePause();
  const rows: DecodedTable['rows'][number][] = [];
  for (const row of table.rows) {
    rows.push({ ...row, decoded: decodeRow(row.cells, groupIds, missingGroups) });
    await pause();
  }
  return { groups, missingGroups, rows };
}
