import { plainText } from '../../../shared/write-values.ts';
import type { DataColumn } from '../data-column.ts';
import type { FileToSave } from '../save-file.ts';
import { writeCsv } from '../write-csv.ts';

/** The shown columns of these rows, in their order, as a file. */
export function makeExport<Row>(
  name: string,
  columns: readonly DataColumn<Row>[],
  rows: readonly Row[],
): FileToSave {
  const exported = columns.filter(({ exportValue }) => exportValue !== undefined);
  return {
    name: `${name}-${new Date().toISOString().slice(0, 10)}.csv`,
    content: writeCsv(
      exported.map(({ title }) => title),
      rows.map((row) => exported.map(({ exportValue }) => toPlain(exportValue?.(row)))),
    ),
  };
}

/** Marks for a line on the screen would make a cell differ from what somebody looks for in it. */
function toPlain(value: string | number | undefined): string | number | undefined {
  return typeof value === 'string' ? plainText(value) : value;
}
