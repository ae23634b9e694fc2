import type { KeyboardEvent } from 'react';
import { awaitLayer, isLayerAwaited } from '../awaited-layer.ts';

interface Keys {
  readonly ids: readonly string[];
  readonly isGone: (id: string) => boolean;
  /** Rows that fit into view. */
  readonly countRowsInView: () => number;
  readonly focusIndex: (index: number) => void;
  readonly selectable: boolean;
  readonly toggle: (id: string, toHere: boolean) => void;
  readonly tickRange: (from: string, to: string) => void;
  readonly tickAll: (all: boolean) => void;
  readonly onOpen: ((id: string) => void) | undefined;
  readonly onDelete: ((id: string) => void) | undefined;
  readonly onRename: ((id: string) => void) | undefined;
}

/**
 * What keys do in the rows. Arrows, Page and Home/End go; with Shift they tick as they go. Space ticks, with Shift
 * the range from the last one. Ctrl+A ticks all, Escape none, Enter opens, F2 renames, Delete takes away. What is pressed
 * faster than a dialog that was asked for has come means nothing.
 */
export function makeKeyHandler(keys: Keys) {
  return (event: KeyboardEvent<HTMLElement>): void => {
    const element = event.target instanceof HTMLElement ? event.target : undefined;
    const row = element?.closest<HTMLElement>('tr[data-id]');
    const id = row?.dataset['id'];
    if (id === undefined || element === undefined || isTyping(element)) return;
    if (isLayerAwaited(element) || act(keys, event, id, element === row)) event.preventDefault();
  };
}

function isTyping(element: HTMLElement): boolean {
  return element.matches('input:not([type="checkbox"]), textarea');
}

/** @returns whether the key meant something here */
function act(keys: Keys, event: KeyboardEvent, id: string, onRow: boolean): boolean {
  const target = findTarget(keys, event.key, keys.ids.indexOf(id));
  if (target !== undefined) {
    const index = Math.max(0, Math.min(target, keys.ids.length - 1));
    keys.focusIndex(index);
    const reached = keys.ids[index];
    if (event.shiftKey && keys.selectable && reached !== undefined && reached !== id)
      keys.tickRange(id, reached);
    return true;
  }
  const withCtrl = event.ctrlKey || event.metaKey;
  if (keys.selectable) {
    if (event.key === ' ' && onRow) return done(keys.toggle(id, event.shiftKey));
    if (event.key.toLowerCase() === 'a' && withCtrl) return done(keys.tickAll(true));
    if (event.key === 'Escape') return done(keys.tickAll(false));
  }
  if (event.key === 'Enter' && onRow && keys.onOpen) return ask(keys.onOpen, id);
  if (keys.isGone(id)) return false;
  if (event.key === 'Delete' && keys.onDelete) return ask(keys.onDelete, id);
  if (event.key === 'F2' && keys.onRename) return ask(keys.onRename, id);
  return false;
}

function findTarget({ ids, countRowsInView }: Keys, key: string, index: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return index + 1;
    case 'ArrowUp':
      return index - 1;
    case 'PageDown':
      return index + countRowsInView();
    case 'PageUp':
      return index - countRowsInView();
    case 'Home':
      return 0;
    case 'End':
      return ids.length - 1;
    default:
      return undefined;
  }
}

function ask(open: (id: string) => void, id: string): true {
  awaitLayer();
  return done(open(id));
}

function done(_answer: void): true {
  return true;
}
