export type SqlValue = string | number | null;

/** One SQL statement with its values, as it travels to the store worker. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

export type Row = Record<string, SqlValue>;
