import { expect, it } from 'vitest';
import { writeCsv } from '../../renderer/ui/write-csv.ts';

const cellsOf = (cell: string | number | undefined): string =>
  writeCsv(['x'], [[cell]])
    .replace('\uFEFFx\r\n', '')
    .replace(/\r\n$/, '');

it('is UTF-8 with its mark, titles first, lines that end in CR LF', () => {
  expect(
    writeCsv(
      ['user', 'device'],
      [
        ['joão', 'Chrome'],
        ['ann', undefined],
      ],
    ),
  ).toBe('\uFEFFuser,device\r\njoão,Chrome\r\nann,\r\n');
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', "=cmd|' /C calc'!A0"])(
  'makes no formula of %j',
  (text) => {
    expect(cellsOf(text).replace(/^"/, '').startsWith("'")).toBe(true);
  },
);

it.each([
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['-2', "'-2"],
  [-2, '-2'],
  ['plain = text', 'plain = text'],
  ['2026-11-26T10:00:00.000Z', '2026-11-26T10:00:00.000Z'],
])('writes %j as %j', (cell, written) => {
  expect(cellsOf(cell)).toBe(written);
});
