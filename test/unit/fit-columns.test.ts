import { describe, expect, it } from 'vitest';
import type { DataColumn } from '../../renderer/ui/data-column.ts';
import { findLeftOut, sumNeeds } from '../../renderer/ui/table/fit-columns.ts';

const column = (id: string, part: Partial<DataColumn<object>> = {}): DataColumn<object> => ({
  id,
  title: id,
  cell: () => id,
  ...part,
});
const columns = [
  column('name', { least: 8 }),
  column('apps', { spareRank: 1 }),
  column('address', { width: '6rem', spareRank: 3 }),
  column('expires', { width: '5rem', spareRank: 2 }),
  column('id', { width: '11rem', hiddenAtFirst: true }),
];
const leftOut = (room: number | undefined, sortedBy = 'name', hasTicks = false): string[] => [
  ...findLeftOut(columns, room, { hasTicks, sortedBy }),
];

describe('Of the columns of a list', () => {
  it('all are shown where there is room for all, and before the room is known', () => {
    expect(leftOut(26)).toEqual([]);
    expect(leftOut(undefined)).toEqual([]);
  });

  it('those that are missed least go first, and no more of them than need be', () => {
    expect(leftOut(25.9)).toEqual(['apps']);
    expect(leftOut(19)).toEqual(['apps']);
    expect(leftOut(18.9)).toEqual(['apps', 'expires']);
    expect(leftOut(13.9)).toEqual(['apps', 'expires', 'address']);
    expect(leftOut(1)).toEqual(['apps', 'expires', 'address']);
  });

  it('one with a width of its own needs it, whatever else it could do without', () => {
    const both = [column('mail', { width: '11rem', least: 7 }), column('part', { width: '15%', least: 8 })];
    expect(sumNeeds(both, false)).toBe(19);
  });

  it('the one that the list is sorted by stays', () => {
    expect(leftOut(14, 'expires')).toEqual(['apps', 'address']);
  });

  it('the boxes that tick rows need room too', () => {
    expect(leftOut(26, 'name', true)).toEqual(['apps']);
    expect(sumNeeds(columns.slice(0, 2), true)).toBe(17.75);
  });
});
