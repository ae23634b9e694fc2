import { describe, expect, it } from 'vitest';
import { readTable, type Table } from '../../electron/authority/base/csv/read-table.ts';
import { encodings, endings, separators, writeTable } from '../support/made-tables.ts';

const rows = [
  ['name', 'full name', 'e-mail'],
  ['ann', 'Müller, Ann', 'ann@example.org'],
  ['bo', 'Two\nlines; "quoted"\tand all', ''],
  ['zoé', 'Zoé “Élan” Œuvre – 5 €', 'zoe@example.org'],
];

async function read(bytes: Uint8Array): Promise<Extract<Table, { ok: true }>> {
  const table = await readTable(bytes, { rowsMax: 100 });
  if (!table.ok) throw new Error(table.problem);
  return table;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a table of users', () => {
  const makes = encodings.flatMap((encoding) =>
    separators.flatMap((separator) => endings.map((ending) => ({ encoding, separator, ending }))),
  );

  it.each(makes)('in $encoding.label, with $separator.label and $ending.label, is read', async (make) => {
    const table = await read(writeTable(rows, make));
    expect(table).toMatchObject({ encoding: make.encoding.reads, separator: make.separator.value });
    expect(table.rows.map(({ cells }) => cells)).toEqual(rows);
    // The third row has a line break in its second cell.
    expect(table.rows.map(({ line }) => line)).toEqual([1, 2, 3, 5]);
  });

  it('without a mark is UTF-16 also where hardly a letter is Latin', async () => {
    const arabic = [
      ['name', 'الاسم الكامل'],
      ['ليلى', 'ليلى حداد ليلى حداد ليلى حداد'],
      ['سامي', 'سامي نصر سامي نصر سامي نصر'],
    ];
    for (const encoding of encodings.filter(({ label }) => /^UTF-16.*without/.test(label))) {
      const table = await read(
        writeTable(arabic, { encoding, separator: separators[0], ending: endings[0] }),
      );
      expect(table.encoding).toBe(encoding.reads);
      expect(table.rows.map(({ cells }) => cells)).toEqual(arabic);
    }
  });

  it("takes the separator from Excel's first line, and counts that line", async () => {
    const table = await read(bytesOf('sep=;\r\nname;limit, own\r\nann;2\r\n'));
    expect(table).toMatchObject({ separator: ';' });
    expect(table.rows).toEqual([
      { line: 2, cells: ['name', 'limit, own'] },
      { line: 3, cells: ['ann', '2'] },
    ]);
  });

  it('is not misled by separators inside quotes of the header', async () => {
    expect(await read(bytesOf('"name, first; or, last";x\na;b'))).toMatchObject({ separator: ';' });
  });

  it('may be a single column', async () => {
    const table = await read(bytesOf('name\nann\nbob'));
    expect(table.rows.map(({ cells }) => cells)).toEqual([['name'], ['ann'], ['bob']]);
  });

  it('keeps the numbers of lines over empty rows, which it leaves out', async () => {
    const table = await read(bytesOf('\n\nname;limit\n\nann;1\n;\n  ; \nbob;2\n\n\n'));
    expect(table.rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [3, 'name'],
      [5, 'ann'],
      [8, 'bob'],
    ]);
  });

  it('may mix line ends, and quotes inside a cell are characters', async () => {
    const table = await read(bytesOf('name;limit\r\nann "the boss" a;1\nbob;2\r"c""d";3'));
    expect(table.rows.map(({ cells }) => cells[0])).toEqual(['name', 'ann "the boss" a', 'bob', 'c"d']);
  });

  it('of any length keeps every character whole', async () => {
    const long = Array.from({ length: 3000 }, (_, n) => [`u${String(n)}`, `${'é'.repeat(n % 7)}😀`]);
    const table = await readTable(bytesOf(long.map((row) => row.join(',')).join('\n')), { rowsMax: 3000 });
    expect(table.ok && table.rows.map(({ cells }) => cells)).toEqual(long);
  });

  it('that is none says what it is instead', async () => {
    const problemOf = async (bytes: Uint8Array, rowsMax = 100): Promise<unknown> => {
      const table = await readTable(bytes, { rowsMax });
      return table.ok ? 'none' : table;
    };
    expect(await problemOf(Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 6))).toMatchObject({ problem: 'workbook' });
    expect(await problemOf(Uint8Array.of(0x25, 0x50, 0, 0, 0, 1, 2, 3, 0))).toMatchObject({
      problem: 'not_text',
    });
    expect(await problemOf(bytesOf('name;limit\nann;1\nbob;"2\ncid;3\n'))).toEqual({
      ok: false,
      problem: 'open_quote',
      line: 3,
    });
    expect(await problemOf(bytesOf('name\na\nb\nc'), 2)).toMatchObject({ problem: 'rows_surplus' });
    expect(await problemOf(bytesOf('name\na\nb'), 2)).toBe('none');
    expect(await problemOf(bytesOf(''))).toBe('none');
  });
});
