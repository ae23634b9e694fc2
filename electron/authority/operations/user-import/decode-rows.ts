import { foldGroupName } from '../../../../shared/model/group.ts';
import { makePause } from '../../base/make-pause.ts';
import type { Group } from '../../records/groups/groups.ts';
import { decodeRow, type Cells } from './decode-row.ts';
import type { UserTable } from './read-user-table.ts';

export interface DecodedTable {
  /** What the names of groups were compared with. */
  readonly groups: readonly Group[];
  readonly rows: readonly {
    readonly line: number;
    readonly cells: Cells;
    readonly surplus: boolean;
    readonly decoded: ReturnType<typeof decodeRow>;
  }[];
}

/** The part of the work on a table that needs nothing but the groups; others get their turn in between. */
export async function decodeRows(groups: readonly Group[], table: UserTable): Promise<DecodedTable> {
  const groupIds = new Map(groups.map(({ id, name }) => [foldGroupName(name), id]));
  const pause = makePause();
  const rows: DecodedTable['rows'][number][] = [];
  for (const row of table.rows) {
    rows.push({ ...row, decoded: decodeRow(row.cells, groupIds) });
    await pause();
  }
  return { groups, rows };
}
