export type SqlValue = string | number | null;

/** One SQL statement with its values, as it travels to the store worker. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly SqlValue[];
  /** Asks for the `hash` of the row before; the hash that covers it and the values is then the last value. */
  readonly chainedTo?: string;
}

export type Row = Record<string, SqlValue>;
