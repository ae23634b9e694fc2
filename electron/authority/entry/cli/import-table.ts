import type {
  ImportFormat,
  ImportOutcome,
  ImportPreview,
  ImportRow,
  MissingGroups,
} from '../../../../shared/model/user-import.ts';
import { cleanText } from './clean-text.ts';
import { describeFault } from './import-faults.ts';
import { makeTable, shorten } from './make-table.ts';

const words: Readonly<Record<ImportOutcome, string>> = {
  new: 'add',
  changed: 'change',
  unchanged: 'as it is',
  bad: 'skip',
};

/** So that one long cell does not make every line of the terminal as long. */
const nameWidth = 32;
const valueWidth = 48;

/** What each row of the file does; rows that change nothing are only counted. */
export function makeImportTable(rows: readonly ImportRow[]): string {
  const shown = rows.filter(({ outcome }) => outcome !== 'unchanged');
  if (shown.length === 0) return '';
  return makeTable(
    ['LINE', 'USER', 'WHAT', 'DETAILS'],
    shown.map((row) => [
      String(row.line),
      shorten(row.cells.name ?? '', nameWidth),
      words[row.outcome],
      describeRow(row),
    ]),
  );
}

function describeRow({ cells, outcome, before = {}, faults = [] }: ImportRow): string {
  if (outcome === 'bad')
    return faults
      .map(({ of, ...fault }) =>
        describeFault(of === undefined ? fault : { ...fault, of: shorten(of, valueWidth) }),
      )
      .join(' ');
  const columns = Object.entries(cells).filter(([column]) => column !== 'name');
  return columns
    .filter(([column]) => outcome === 'new' || column in before)
    .map(([column, cell]) => {
      const was = before[column as keyof typeof before];
      return `${column.replaceAll('_', ' ')}: ${was === undefined ? '' : `${shorten(was, valueWidth)} → `}${shorten(cell, valueWidth)}`;
    })
    .join(', ');
}

const encodings: Readonly<Record<ImportFormat['encoding'], string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16 (big endian)',
  'windows-1252': 'Windows-1252',
};
const separatorWords: Readonly<Record<ImportFormat['separator'], string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
};

/** `Read as UTF-8 with commas: name, limit. No column is for: Phone.` */
export function describeFormat({ encoding, separator, columns, ignored, repeated }: ImportFormat): string {
  const read = columns.map((column) => column.replaceAll('_', ' ')).join(', ');
  const others = ignored.length === 0 ? '' : ` No column is for: ${cleanText(ignored.join(', '))}.`;
  const twice = repeated.map(
    ({ column, used, left }) =>
      ` Several columns are for ${column.replaceAll('_', ' ')}: column ${String(used)} counts, left out: ${left.join(', ')}.`,
  );
  return `Read as ${encodings[encoding]} with ${separatorWords[separator]}: ${read}.${others}${twice.join('')}`;
}

export function countOutcomes({ rows }: Pick<ImportPreview, 'rows'>): Record<ImportOutcome, number> {
  const counts = { new: 0, changed: 0, unchanged: 0, bad: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

/** `2 groups do not exist yet: Sales, Office.` and, where nothing was chosen, the ways on. */
export function describeMissingGroups(
  { missingGroups = [] }: Pick<ImportPreview, 'missingGroups'>,
  chosen: MissingGroups,
): string {
  if (missingGroups.length === 0) return '';
  const shown = missingGroups.slice(0, groupsShown).map((name) => shorten(cleanText(name), nameWidth));
  const more = missingGroups.length - shown.length;
  const names = `${shown.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
  const what = missingGroups.length === 1 ? '1 group does' : `${String(missingGroups.length)} groups do`;
  return `${what} not exist yet: ${names}. ${waysOn[chosen]}`;
}

/** Names of groups at most; the rest is a number. */
const groupsShown = 20;

const waysOn: Readonly<Record<MissingGroups, string>> = {
  skip: 'Their rows are skipped; --make-groups makes them, --without-groups imports without them.',
  make: 'They are made, without rules of their own.',
  leave_out: 'They are left out.',
};
