type Cell = string | number | undefined;

/** Programs for tables take what begins so for a formula, and a name somebody gave a device would be run. */
const formulaStart = /^[=+\-@\t\r]/;
/** Tells those programs that what follows is UTF-8. */
const byteOrderMark = '\uFEFF';

/** A table as RFC 4180 has it, the titles first; no cell of it is a formula. */
export function writeCsv(titles: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return byteOrderMark + [titles, ...rows].map((cells) => `${cells.map(writeCell).join(',')}\r\n`).join('');
}

function writeCell(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const harmless = formulaStart.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
