/**
 * Who gives way where all places are taken by people nobody knows: the oldest of the address that has the most of them,
 * so that a device that floods pushes out only its own.
 *
 * @param open oldest first
 * @param address of whoever asks now; at equal numbers it is the one that gives way
 */
export function findWhoGivesWay<Entry>(
  open: readonly Entry[],
  addressOf: (entry: Entry) => string,
  address: string,
): Entry | undefined {
  const numbers = new Map<string, number>([[address, 0.5]]);
  for (const entry of open) numbers.set(addressOf(entry), (numbers.get(addressOf(entry)) ?? 0) + 1);
  const rank = (entry: Entry): number => numbers.get(addressOf(entry)) ?? 0;
  let first: Entry | undefined;
  for (const entry of open) if (first === undefined || rank(entry) > rank(first)) first = entry;
  return first;
}
