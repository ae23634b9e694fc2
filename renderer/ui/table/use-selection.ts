import { useCallback, useEffect, useRef } from 'react';

export interface TableSelection {
  readonly ids: ReadonlySet<string>;
  readonly onChange: (ids: ReadonlySet<string>) => void;
  readonly labelAll: string;
  readonly labelRow: (id: string) => string;
}

const none: ReadonlySet<string> = new Set();

/** Ticking one row, a range from the last one ticked, or all. `list` gives those that can be ticked, in their order. */
export function useSelection(selection: TableSelection | undefined, list: () => readonly string[]) {
  const ticked = selection?.ids ?? none;
  const current = useRef({ selection, list });
  useEffect(() => {
    current.current = { selection, list };
  });
  /** Where a range begins. */
  const anchor = useRef<string>(undefined);

  const toggle = useCallback((id: string, toHere = false): void => {
    const { selection: now, list: listAll } = current.current;
    if (now === undefined) return;
    const next = new Set(now.ids);
    const all = toHere ? listAll() : [];
    const from = anchor.current === undefined ? -1 : all.indexOf(anchor.current);
    if (from >= 0) {
      const to = all.indexOf(id);
      for (const one of all.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(one);
    } else {
      if (!next.delete(id)) next.add(id);
      anchor.current = id;
    }
    now.onChange(next);
  }, []);
  const tickRange = useCallback((from: string, to: string): void => {
    const { selection: now, list: listAll } = current.current;
    if (now === undefined) return;
    const all = listAll();
    const [first, last] = [all.indexOf(from), all.indexOf(to)].toSorted((a, b) => a - b);
    now.onChange(new Set([...now.ids, ...all.slice(first, (last ?? 0) + 1)]));
    anchor.current ??= from;
  }, []);
  const tickAll = useCallback((all: boolean): void => {
    const { selection: now, list: listAll } = current.current;
    now?.onChange(new Set(all ? listAll() : none));
  }, []);
  return { ticked, toggle, tickRange, tickAll };
}
