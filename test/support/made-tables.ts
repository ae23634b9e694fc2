/** Files of users as spreadsheets and other programs write them. */

export const encodings = [
  { label: 'UTF-8', reads: 'utf-8', mark: [], encode: (text: string) => Buffer.from(text) },
  {
    label: 'UTF-8 with a mark',
    reads: 'utf-8',
    mark: [0xef, 0xbb, 0xbf],
    encode: (text: string) => Buffer.from(text),
  },
  { label: 'UTF-16 LE', reads: 'utf-16le', mark: [0xff, 0xfe], encode: encodeLe },
  { label: 'UTF-16 LE without a mark', reads: 'utf-16le', mark: [], encode: encodeLe },
  { label: 'UTF-16 BE', reads: 'utf-16be', mark: [0xfe, 0xff], encode: encodeBe },
  { label: 'UTF-16 BE without a mark', reads: 'utf-16be', mark: [], encode: encodeBe },
  { label: 'Windows-1252', reads: 'windows-1252', mark: [], encode: encodeWindows1252 },
] as const;

export const separators = [
  { label: 'commas', value: ',' },
  { label: 'semicolons', value: ';' },
  { label: 'tabs', value: '\t' },
] as const;

export const endings = [
  { label: 'CRLF', value: '\r\n' },
  { label: 'LF', value: '\n' },
  { label: 'CR', value: '\r' },
] as const;

export interface Make {
  readonly encoding: (typeof encodings)[number];
  readonly separator: (typeof separators)[number];
  readonly ending: (typeof endings)[number];
}

/** With an empty line at the end, as most programs write it; line breaks inside cells are those of the file. */
export function writeTable(
  rows: readonly (readonly string[])[],
  { encoding, separator, ending }: Make = {
    encoding: encodings[0],
    separator: separators[0],
    ending: endings[0],
  },
): Buffer {
  const quote = (cell: string): string =>
    /[",;\t\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""').replaceAll('\n', ending.value)}"` : cell;
  const lines = rows.map((row) => row.map(quote).join(separator.value) + ending.value);
  return Buffer.concat([Buffer.from(encoding.mark), encoding.encode(lines.join('') + ending.value)]);
}

function encodeLe(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

function encodeBe(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

/** The characters of the tests that are not Latin-1 where Windows-1252 has them (unicode.org, CP1252.TXT). */
const windows1252: Readonly<Record<string, number>> = { '€': 0x80, Œ: 0x8c, '“': 0x93, '”': 0x94, '–': 0x96 };

function encodeWindows1252(text: string): Buffer {
  return Buffer.from([...text].map((character) => windows1252[character] ?? character.charCodeAt(0)));
}
