import { refuse, type Refusal } from '../../../../shared/errors.ts';
import { importRowsMax, type ImportFormat } from '../../../../shared/model/user-import.ts';
import { readTable } from '../../base/csv/read-table.ts';
import type { Cells } from './decode-row.ts';
import { findColumns } from './find-columns.ts';

/** A table of users as it stands in the file; nothing of it has been compared with anything yet. */
export interface UserTable {
  readonly ok: true;
  readonly format: ImportFormat;
  readonly rows: readonly {
    readonly line: number;
    readonly cells: Cells;
    /** Something stands in more cells than the header has. */
    readonly surplus: boolean;
  }[];
}

/**
 * Reads a CSV file of users.
 * @param file base64 of its bytes
 */
export async function readUserTable(file: string): Promise<UserTable | Refusal<'import_unreadable'>> {
  const table = await readTable(Buffer.from(file, 'base64'), { rowsMax: importRowsMax });
  if (!table.ok) {
    return refuse('import_unreadable', {
      data: {
        why: table.problem,
        ...(table.line === undefined ? {} : { line: table.line }),
        ...(table.problem === 'rows_surplus' ? { rowsMax: importRowsMax } : {}),
      },
    });
  }
  const [header, ...rows] = table.rows;
  if (header === undefined) return refuse('import_unreadable', { data: { why: 'empty' } });
  const { places, ignored, repeated } = findColumns(header.cells);
  if (!places.has('name')) return refuse('import_unreadable', { data: { why: 'no_name_column' } });
  const width = header.cells.length;
  return {
    ok: true,
    format: {
      encoding: table.encoding,
      separator: table.separator,
      columns: [...places.keys()],
      ignored: [...ignored],
      repeated,
    },
    rows: rows.map(({ line, cells }) => ({
      line,
      cells: Object.fromEntries(
        [...places].flatMap(([column, place]) => {
          const cell = withoutGuard(cells[place] ?? '');
          return cell === '' ? [] : [[column, cell]];
        }),
      ),
      surplus: cells.slice(width).some((cell) => cell !== ''),
    })),
  };
}

/** An export puts an apostrophe before what a spreadsheet would take for a formula. */
function withoutGuard(cell: string): string {
  return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}
