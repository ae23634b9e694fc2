/** One line of the table. A file NAME.bench.ts exports `measure(): Promise<readonly BenchRow[]>`. */
export interface BenchRow {
  /** What was measured, as a short sentence. */
  readonly what: string;
  /** For people, with its unit: "0.84 of bare", "72,486/s". */
  readonly result: string;
  /** The aim in the same words, where there is one. */
  readonly aim?: string;
  readonly met?: boolean;
  /** The numbers behind the result, for the JSON file. */
  readonly numbers?: Readonly<Record<string, number | readonly number[]>>;
}
