const namesShown = 5;

/** The first few, which are named, and how many there are besides. */
export function nameSome<Item>(all: readonly Item[]): { named: Item[]; more: number } {
  return { named: all.slice(0, namesShown), more: Math.max(0, all.length - namesShown) };
}
