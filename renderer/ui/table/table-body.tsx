import { useRef, type MouseEvent } from 'react';
import type { DataColumn } from '../data-column.ts';
import { TableRow } from './table-row.tsx';
import classes from './table.module.css';
import type { useInUse } from './use-in-use.ts';
import type { ShownRows } from './use-row-order.ts';
import type { useSelection } from './use-selection.ts';
import { awaitLayer, isLayerAwaited } from '../awaited-layer.ts';
import { tellWhatIsCut } from './find-cut.ts';
import { makeKeyHandler } from './make-key-handler.ts';
import { swallowSecondClick } from './swallow-second-click.ts';
import { useFocusOfLeftRow } from './use-kept-place.ts';
import { useTableRows } from './use-table-rows.ts';

interface Properties<Row> {
  /** Of a list, which comes back to where it was left. */
  readonly name: string | undefined;
  readonly columns: readonly DataColumn<Row>[];
  readonly shown: ShownRows<Row>;
  /** What the rows are scrolled in, once it is there. */
  readonly scroller: HTMLElement | null;
  readonly picks: ReturnType<typeof useSelection>;
  /** Undefined: rows cannot be ticked. */
  readonly labelRow: ((id: string) => string) | undefined;
  readonly isWorking: (id: string) => boolean;
  readonly rowEvents: ReturnType<typeof useInUse>['rowEvents'];
  readonly onOpen: ((id: string) => void) | undefined;
  readonly onDelete: ((ids: readonly string[]) => void) | undefined;
  readonly onRename: ((id: string) => void) | undefined;
}

/**
 * The rows in view between two spaces that stand for the rest, with their keys and clicks. Scrolling draws nothing else
 * again than this.
 */
export function TableBody<Row>(properties: Properties<Row>) {
  const { columns, shown, picks, labelRow, isWorking, onOpen, onDelete } = properties;
  const state = useTableRows(shown.ids, properties.scroller, properties.name);
  const body = useRef<HTMLTableSectionElement>(null);
  useFocusOfLeftRow(body, state.focusId);
  const { virtualizer } = state;
  const items = virtualizer.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  const handleKey = makeKeyHandler({
    ids: shown.ids,
    isGone: shown.isGone,
    countRowsInView: state.countRowsInView,
    focusIndex: state.focusIndex,
    selectable: labelRow !== undefined,
    toggle: picks.toggle,
    tickRange: picks.tickRange,
    tickAll: picks.tickAll,
    onOpen,
    onDelete:
      onDelete &&
      ((id) =>
        onDelete(picks.ticked.has(id) ? shown.listPresent().filter((one) => picks.ticked.has(one)) : [id])),
    onRename: properties.onRename,
  });
  const handleClick = (event: MouseEvent<HTMLTableSectionElement>): void => {
    if (onOpen === undefined || !(event.target instanceof Element)) return;
    // A click that marks text to copy it is not meant to open anything.
    if (event.target.closest('button, a, input, label') || window.getSelection()?.type === 'Range') return;
    const id = event.target.closest<HTMLElement>('tr[data-id]')?.dataset['id'];
    if (id === undefined || isLayerAwaited(event.target)) return;
    awaitLayer();
    onOpen(id);
    swallowSecondClick(event.nativeEvent);
  };

  return (
    // The rows inside take the focus; their keys and clicks are heard here once.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <tbody
      ref={body}
      onKeyDown={handleKey}
      onClick={handleClick}
      onPointerOver={({ target }) => tellWhatIsCut(target)}
      data-opens={onOpen !== undefined || undefined}
      {...properties.rowEvents}
    >
      {before > 0 && <Spacer height={before} />}
      {items.map(({ index }) => {
        const id = shown.ids[index];
        const row = id === undefined ? undefined : shown.find(id);
        if (id === undefined || row === undefined) return null;
        return (
          <TableRow
            key={id}
            id={id}
            row={row}
            index={index}
            columns={columns}
            tickLabel={labelRow?.(id)}
            ticked={picks.ticked.has(id)}
            working={isWorking(id)}
            gone={shown.isGone(id)}
            hasTabStop={id === state.tabStopId}
            measure={state.uniform ? undefined : virtualizer.measureElement}
            onToggle={picks.toggle}
            onFocus={state.setFocusId}
          />
        );
      })}
      {after > 0 && <Spacer height={after} />}
    </tbody>
  );
}

/** Stands for the rows out of view. */
function Spacer({ height }: { readonly height: number }) {
  return <tr aria-hidden className={classes.spacer} style={{ blockSize: height }} />;
}
