import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataColumn, TableSort } from './data-column.ts';
import type { FileToSave } from './save-file.ts';
import { ColumnMenu } from './table/column-menu.tsx';
import { tickWidth } from './table/fit-columns.ts';
import { makeExport } from './table/make-export.ts';
import { PrintTable } from './table/print-table.tsx';
import { RowDetails } from './table/row-details.tsx';
import { ListedRows, type RowSource } from './table/row-source.ts';
import { TableBody } from './table/table-body.tsx';
import { TableHead } from './table/table-head.tsx';
import { TableTools, type BehindRows } from './table/table-tools.tsx';
import classes from './table/table.module.css';
import { useFittingColumns } from './table/use-fitting-columns.ts';
import { useInUse } from './table/use-in-use.ts';
import { useRowOrder } from './table/use-row-order.ts';
import { useSelection, type TableSelection } from './table/use-selection.ts';
import { useTableMemory } from './table/use-table-memory.ts';
import { uniformFrom } from './table/use-table-rows.ts';
import { usePrinting } from './use-printing.ts';

export type { DataColumn } from './data-column.ts';

/** A table that is a list of its screen: it waits while it is used, and can be chosen from, exported and printed. */
export interface ListOptions {
  /** Names what is remembered of it, and the exported file; the same for good. */
  readonly name: string;
  /** On paper. */
  readonly title: string;
  /**
   * What the rows are an answer to: the filter, the pages that were asked for. Another question is answered at once,
   * where changes that come by themselves wait for whoever is reading.
   */
  readonly question: string;
  /** Of the screen, on the same line as what every list can do: the filter. */
  readonly bar?: ReactNode;
  /** What the filter leaves, in words, for paper. */
  readonly narrowed: readonly string[];
  /** Not all rows of the list are loaded: where the others are, for paper. */
  readonly rest?: string | undefined;
  /** Loads what is to go on paper besides. */
  readonly loadForPaper?: () => Promise<void>;
  /** More new rows than are taken in by themselves. */
  readonly behind?: BehindRows | undefined;
  /** Of the screen, right above the rows: how many there are, what can be done with all of them. */
  readonly summary?: ReactNode;
  /** What is exported in the place of the shown columns: all that there is about the rows. */
  readonly makeFile?: () => FileToSave;
  /** The rows are an answer that was given once: none comes or goes by itself, so there is nothing to pause. */
  readonly still?: boolean;
  /** In the place of the export of what is shown, where there is more than that. */
  readonly exportAct?: ReactNode;
}

interface Properties<Row> {
  readonly label: string;
  readonly columns: readonly DataColumn<Row>[];
  /** A list, or what knows what has become of its rows: then as many as there are. */
  readonly rows: readonly Row[] | RowSource<Row>;
  readonly getId: (row: Row) => string;
  readonly firstSort: TableSort;
  readonly list?: ListOptions;
  readonly selection?: TableSelection;
  /** Enter or a click on a row, except on what can be pressed inside it. */
  readonly onOpen?: (id: string) => void;
  /** Delete on a row: with all that are ticked when it is one of them, else with this one alone. */
  readonly onDelete?: (ids: readonly string[]) => void;
  /** F2 on a row. */
  readonly onRename?: (id: string) => void;
  /** Something that was asked for is under way. */
  readonly isWorking?: (id: string) => boolean;
  /**
   * The admin has asked for the row to go: it goes at once, even from under the eyes. Without it every row that goes
   * does; with it, others stay to be read until the changes are applied.
   */
  readonly isMine?: (id: string) => boolean;
  /** `fill`: as high as there is room, with its own scrolling. */
  readonly layout?: 'flow' | 'fill';
  /** What is around it has the frame. */
  readonly bare?: boolean;
  /** Below the last row, such as a button for more. */
  readonly footer?: ReactNode;
}

const noOne = (): boolean => false;
const anyOne = (): boolean => true;
const unsorted = (): number => 0;

async function printList({ loadForPaper }: ListOptions): Promise<void> {
  await loadForPaper?.();
  window.print();
}

function isListOf<Row>(rows: readonly Row[] | RowSource<Row>): rows is readonly Row[] {
  return Array.isArray(rows);
}

/**
 * A table of any length: only rows in view are drawn, each is patched in place by its id, and none moves while
 * somebody is at them. Sorting, filtering and `apply` are what puts rows in order.
 */
export function DataTable<Row extends object>(properties: Properties<Row>) {
  const { columns, rows, getId, list, selection, isWorking = noOne } = properties;
  const { t } = useTranslation();
  const memory = useTableMemory(list?.name, columns, properties.firstSort);
  const [paused, setPaused] = useState(false);
  const { inUse, onScroll, rowEvents } = useInUse();
  const isTicked = selection !== undefined && selection.ids.size > 0;
  const frozen = list !== undefined && (paused || inUse || isTicked);
  const sorting = columns.find(({ id }) => id === memory.sort.column);
  const source = useMemo(() => (isListOf(rows) ? new ListedRows(rows, getId) : rows), [rows, getId]);
  const shown = useRowOrder<Row>({
    rows: source,
    sort: memory.sort,
    keyOf: sorting?.sortValue ?? unsorted,
    question: list?.question ?? '',
    frozen,
    isMine: properties.isMine ?? anyOne,
  });
  const { ids, find, listPresent, presentCount } = shown;
  const picks = useSelection(selection, listPresent);
  const tickedShown = useMemo(
    () => [...picks.ticked].filter((id) => source.get(id) !== undefined).length,
    [picks.ticked, source],
  );
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const isList = list !== undefined;
  const hasTicks = selection !== undefined;
  const { seen, minWidth } = useFittingColumns({ columns, memory, scroller, isList, hasTicks });
  const printing = usePrinting() && isList;
  const makeFile = (): FileToSave =>
    makeExport(
      list?.name ?? '',
      memory.shown,
      listPresent().flatMap((id) => find(id) ?? []),
    );

  return (
    <>
      {list !== undefined && (
        <TableTools
          bare={properties.bare === true}
          paused={paused}
          onPause={list.still === true ? undefined : setPaused}
          changes={shown.changes}
          onApply={shown.apply}
          makeFile={list.makeFile ?? makeFile}
          exportAct={list.exportAct}
          behind={list.behind}
          onPrint={() => void printList(list)}
          columnMenu={
            <ColumnMenu
              columns={columns}
              shown={seen}
              onShow={memory.showColumn}
              onReset={memory.showAsAtFirst}
              isAsAtFirst={memory.isAsAtFirst}
            />
          }
        >
          {list.bar}
        </TableTools>
      )}
      {list?.summary}
      {printing && (
        <PrintTable
          title={list.title}
          columns={memory.shown}
          ids={listPresent()}
          find={find}
          narrowed={list.narrowed}
          rest={list.rest}
        />
      )}
      <div
        ref={setScroller}
        className={classes.scroll}
        data-layout={properties.layout ?? 'flow'}
        data-bare={properties.bare || undefined}
        onScroll={onScroll}
      >
        <table
          className={classes.table}
          style={{ minInlineSize: minWidth }}
          aria-label={properties.label}
          aria-rowcount={ids.length + 1}
          data-uniform={ids.length > uniformFrom || undefined}
        >
          <colgroup>
            {hasTicks && <col style={{ width: `${String(tickWidth)}rem` }} />}
            {seen.map(({ id, width }) => (
              <col key={id} style={{ width }} />
            ))}
          </colgroup>
          <TableHead
            columns={seen}
            sort={memory.sort}
            onSort={memory.setSort}
            ticking={
              selection && {
                label: selection.labelAll,
                all: presentCount > 0 && tickedShown >= presentCount,
                some: tickedShown > 0,
                possible: presentCount > 0,
                onChange: picks.tickAll,
              }
            }
          />
          <TableBody
            name={list?.name}
            columns={seen}
            shown={shown}
            scroller={scroller}
            picks={picks}
            labelRow={selection?.labelRow}
            isWorking={isWorking}
            rowEvents={rowEvents}
            onOpen={properties.onOpen}
            onDelete={properties.onDelete}
            onRename={properties.onRename}
          />
        </table>
        {ids.length === 0 && <p className={classes.none}>{t('ui.noRows')}</p>}
        {properties.footer}
        <RowDetails scroller={scroller} />
      </div>
    </>
  );
}
