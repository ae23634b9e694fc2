import type { DataColumn } from '../data-column.ts';

/** Root ems of a column that shares what is left and does not say otherwise. */
const sharedLeast = 7;
/** Root ems of the boxes that tick rows. */
export const tickWidth = 2.75;

/** Root ems a column cannot do without. */
function needOf<Row>({ width, least }: DataColumn<Row>): number {
  const fixed = width?.endsWith('rem') === true ? Number.parseFloat(width) : undefined;
  return fixed ?? least ?? sharedLeast;
}

/** Root ems the columns cannot do without together; narrower than this the table scrolls sideways. */
export function sumNeeds<Row>(columns: readonly DataColumn<Row>[], hasTicks: boolean): number {
  return columns.reduce((sum, column) => sum + needOf(column), hasTicks ? tickWidth : 0);
}

/**
 * Which of the columns shown at first are left out so that the rest fits: the one that is missed least goes first. What
 * the table is sorted by stays.
 * @param room root ems; undefined: not known yet
 */
export function findLeftOut<Row>(
  columns: readonly DataColumn<Row>[],
  room: number | undefined,
  { hasTicks, sortedBy }: { readonly hasTicks: boolean; readonly sortedBy: string },
): ReadonlySet<string> {
  const leftOut = new Set<string>();
  if (room === undefined) return leftOut;
  let shown = columns.filter(({ hiddenAtFirst }) => hiddenAtFirst !== true);
  const spare = shown
    .filter(({ id, spareRank }) => spareRank !== undefined && id !== sortedBy)
    .sort((one, other) => (one.spareRank ?? 0) - (other.spareRank ?? 0));
  for (const { id } of spare) {
    if (sumNeeds(shown, hasTicks) <= room) break;
    leftOut.add(id);
    shown = shown.filter((column) => column.id !== id);
  }
  return leftOut;
}
