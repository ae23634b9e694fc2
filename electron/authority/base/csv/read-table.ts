import { setImmediate as nextTurn } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { decodeText, type TextEncoding } from './decode-text.ts';
import { pickSeparator, type Separator } from './pick-separator.ts';

export interface TableRow {
  /** Where it starts in the file, whose first line is 1. */
  readonly line: number;
  /** Without white space around them. */
  readonly cells: readonly string[];
}

export type Table =
  | {
      readonly ok: true;
      readonly encoding: TextEncoding;
      readonly separator: Separator;
      /** The header first. Rows without anything in any cell are left out. */
      readonly rows: readonly TableRow[];
    }
  | {
      readonly ok: false;
      readonly problem: 'not_text' | 'workbook' | 'open_quote' | 'rows_surplus';
      /** With `open_quote`. */
      readonly line?: number;
    };

/** Between two turns of the event loop: about a millisecond of work. */
const sliceBytes = 16_384;

/**
 * Reads a CSV file of any common make: encoding and separator are found out, cells may be quoted and have line breaks,
 * lines may end in any way. Others get their turn while it reads.
 */
export async function readTable(bytes: Uint8Array, options: { readonly rowsMax: number }): Promise<Table> {
  const decoded = decodeText(bytes);
  if (isZip(bytes)) return { ok: false, problem: 'workbook' };
  if (!decoded) return { ok: false, problem: 'not_text' };
  const { separator, text, skippedLines } = pickSeparator(decoded.text.replace(/\r\n?/g, '\n'));
  // As bytes: a slice of a string may cut a character in two.
  const utf8 = Buffer.from(text);

  const rows: TableRow[] = [];
  let line = skippedLines + 1;
  let surplus = false;
  let fault: Error | undefined;
  const parser = parse({
    delimiter: separator,
    record_delimiter: '\n',
    relax_column_count: true,
    // A quote inside a cell that does not begin with one is a character like any other.
    relax_quotes: true,
    info: true,
  });
  parser.on('data', ({ record, info }: { record: string[]; info: { lines: number } }) => {
    const cells = record.map((cell) => cell.trim());
    if (cells.some((cell) => cell !== '')) rows.push({ line, cells });
    if (rows.length > options.rowsMax + 1) surplus = true;
    line = skippedLines + info.lines + 1;
  });
  parser.on('error', (error) => (fault = error));
  const ended = new Promise<void>((resolve) => parser.once('close', resolve));
  for (let at = 0; at < utf8.length && !surplus && !fault; at += sliceBytes) {
    parser.write(utf8.subarray(at, at + sliceBytes));
    await nextTurn();
  }
  if (surplus) parser.destroy();
  else if (!fault) parser.end();
  await ended;
  if (surplus) return { ok: false, problem: 'rows_surplus' };
  if (fault instanceof CsvError && fault.code === 'CSV_QUOTE_NOT_CLOSED')
    return { ok: false, problem: 'open_quote', line };
  if (fault) throw fault;
  return { ok: true, encoding: decoded.encoding, separator, rows };
}

/** What spreadsheets save by default is a zip. */
function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}
