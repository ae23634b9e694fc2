import type { ImportOutcome, ImportRow } from '../../../shared/model/user-import.ts';

export function countOutcomes(rows: readonly ImportRow[]): Readonly<Record<ImportOutcome, number>> {
  const counts = { new: 0, changed: 0, unchanged: 0, bad: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}
