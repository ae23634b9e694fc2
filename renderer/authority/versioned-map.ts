/** What became of one item between two versions. */
export interface ItemChange<Item> {
  readonly id: string;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

/** One run of versions over the same items. */
interface Run<Item> {
  readonly items: Map<string, Item>;
  /** Every change since the run began, in order. */
  readonly log: ItemChange<Item>[];
}

/** A longer log takes more room than the items; the next change then begins a run of its own. */
const logMax = 50_000;

/**
 * A map that is shown in versions: each change makes another object, so that whoever watches notices, and takes as
 * long as there are changes, however many items there are. All versions of a run read what is there now; what has
 * become of an earlier one is known by `changesSince`.
 */
export class VersionedMap<Item extends { readonly id: string }> implements ReadonlyMap<string, Item> {
  readonly #run: Run<Item>;
  /** How much of the log this version has. */
  readonly #seen: number;

  private constructor(run: Run<Item>) {
    this.#run = run;
    this.#seen = run.log.length;
  }

  static of<Item extends { readonly id: string }>(items: readonly Item[]): VersionedMap<Item> {
    return new VersionedMap({ items: new Map(items.map((item) => [item.id, item])), log: [] });
  }

  /** The next version; only of the newest one. `undefined` takes an item away. */
  with(changes: readonly (readonly [id: string, item: Item | undefined])[]): VersionedMap<Item> {
    const run = this.#run.log.length < logMax ? this.#run : { items: new Map(this.#run.items), log: [] };
    const { items, log } = run;
    const begun = log.length;
    for (const [id, after] of changes) {
      const before = items.get(id);
      if (before === after) continue;
      if (after === undefined) items.delete(id);
      else items.set(id, after);
      log.push({ id, before, after });
    }
    return run === this.#run && log.length === begun ? this : new VersionedMap(run);
  }

  /** What has become of the items of an earlier version, each once. */
  changesSince(earlier: VersionedMap<Item>): readonly ItemChange<Item>[] {
    const past = earlier.#run;
    const told = mergeChanges(past.log.slice(earlier.#seen));
    return past === this.#run ? told : mergeChanges([...told, ...compare(past.items, this.#run.items)]);
  }

  get size(): number {
    return this.#run.items.size;
  }
  get(id: string): Item | undefined {
    return this.#run.items.get(id);
  }
  has(id: string): boolean {
    return this.#run.items.has(id);
  }
  keys(): MapIterator<string> {
    return this.#run.items.keys();
  }
  values(): MapIterator<Item> {
    return this.#run.items.values();
  }
  entries(): MapIterator<[string, Item]> {
    return this.#run.items.entries();
  }
  [Symbol.iterator](): MapIterator<[string, Item]> {
    return this.entries();
  }
  forEach(visit: (item: Item, id: string, map: ReadonlyMap<string, Item>) => void): void {
    for (const [id, item] of this) visit(item, id, this);
  }
}

function mergeChanges<Item>(log: readonly ItemChange<Item>[]): ItemChange<Item>[] {
  const merged = new Map<string, ItemChange<Item>>();
  for (const { id, before, after } of log) {
    const known = merged.get(id);
    merged.set(id, { id, before: known === undefined ? before : known.before, after });
  }
  return [...merged.values()].filter(({ before, after }) => before !== after);
}

function compare<Item>(past: Map<string, Item>, now: Map<string, Item>): ItemChange<Item>[] {
  const changes: ItemChange<Item>[] = [];
  for (const [id, before] of past)
    if (now.get(id) !== before) changes.push({ id, before, after: now.get(id) });
  for (const [id, after] of now) if (!past.has(id)) changes.push({ id, before: undefined, after });
  return changes;
}
