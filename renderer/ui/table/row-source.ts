/** What became of one row. */
export interface RowChange<Row> {
  readonly id: string;
  readonly before: Row | undefined;
  readonly after: Row | undefined;
}

/** Rows by their ids, which know what has become of them since another version of themselves. */
export interface RowSource<Row> {
  readonly size: number;
  get(id: string): Row | undefined;
  entries(): Iterable<[string, Row]>;
  changesSince(earlier: this): readonly RowChange<Row>[];
}

/** A list as such a source. For some thousand rows: it looks at all of them to find what has changed. */
export class ListedRows<Row> implements RowSource<Row> {
  readonly #rows: ReadonlyMap<string, Row>;

  constructor(rows: readonly Row[], getId: (row: Row) => string) {
    this.#rows = new Map(rows.map((row) => [getId(row), row]));
  }

  get size(): number {
    return this.#rows.size;
  }
  get(id: string): Row | undefined {
    return this.#rows.get(id);
  }
  entries(): Iterable<[string, Row]> {
    return this.#rows.entries();
  }
  changesSince(earlier: ListedRows<Row>): readonly RowChange<Row>[] {
    const changes: RowChange<Row>[] = [];
    for (const [id, before] of earlier.entries()) {
      const after = this.get(id);
      if (after !== before) changes.push({ id, before, after });
    }
    for (const [id, after] of this.entries()) {
      if (earlier.get(id) === undefined) changes.push({ id, before: undefined, after });
    }
    return changes;
  }
}
