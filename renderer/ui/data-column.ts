import type { ReactNode } from 'react';

/** One column of a table: what is seen, what it is sorted by, what is exported. */
export interface DataColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** What the column is sorted by; without it the column is not. */
  readonly sortValue?: (row: Row) => string | number;
  readonly cell: (row: Row) => ReactNode;
  /** What goes into an exported file: plain text, a number, a time in ISO-8601. Without it the column is left out. */
  readonly exportValue?: (row: Row) => string | number | undefined;
  /** CSS width; the columns without one share what is left. */
  readonly width?: string;
  /** Root ems it cannot do without, where it has no width in root ems of its own. */
  readonly least?: number;
  readonly align?: 'start' | 'end';
  /** The title is for screen readers only, and the column stays in view: it has what can be done. */
  readonly titleHidden?: boolean;
  /** Only shown once it is chosen. */
  readonly hiddenAtFirst?: boolean;
  /**
   * Left out of a list where there is not room for all of its columns, until it is chosen: 1 goes first. What is on
   * paper and in an exported file has it.
   */
  readonly spareRank?: number;
}

export interface TableSort {
  readonly column: string;
  readonly descending: boolean;
}
