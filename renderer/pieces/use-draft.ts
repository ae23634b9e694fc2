import { useCallback, useEffect } from 'react';
import { create } from 'zustand';
import type { ConsoleScreen } from '../../shared/contract/console-command.ts';
import { useTypedDialogs } from '../ui/typed-dialogs.ts';
import { useKeptState } from '../ui/use-kept-state.ts';

/** The screen it belongs to, and what of it. */
export type DraftName = `${ConsoleScreen}/${string}`;

/** Drafts that differ from what is in force. */
const useUnsavedNames = create<ReadonlySet<DraftName>>(() => new Set());

function mark(name: DraftName, isUnsaved: boolean): void {
  const names = useUnsavedNames.getState();
  if (names.has(name) === isUnsaved) return;
  const next = new Set(names);
  if (isUnsaved) next.add(name);
  else next.delete(name);
  useUnsavedNames.setState(next, true);
}

/**
 * What is typed and not saved yet. The rule of the whole console: it survives going to another screen, where the
 * navigation says so, and closing the window, until it is saved or taken back; what would lose it asks first. Never for passwords.
 * @returns the draft, what changes it, and what drops it: after saving, or to take it back
 */
export function useDraft<Draft>(name: DraftName, empty: Draft) {
  const [draft, setDraft] = useKeptState(`draft ${name}`, empty);
  const drop = useCallback((): void => {
    setDraft(empty);
    mark(name, false);
    // What is empty is so for good.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [name, setDraft]);
  return [draft, setDraft, drop] as const;
}

/** Says whether the draft differs from what is in force; what is said last holds while its screen is not there. */
export function useUnsaved(name: DraftName, isUnsaved: boolean): void {
  useEffect(() => mark(name, isUnsaved), [name, isUnsaved]);
}

/** The same for what is gone with its screen. */
export function useUnsavedWhileHere(name: DraftName, isUnsaved: boolean): void {
  useUnsaved(name, isUnsaved);
  useEffect(() => () => mark(name, false), [name]);
}

/** Names of all drafts that are not saved yet, for whoever is about to go on without them. */
export function listUnsaved(): readonly DraftName[] {
  return [...useUnsavedNames.getState()];
}

/** Whether anything was typed anywhere that closing the console for good would lose. */
export function hasUnsaved(): boolean {
  return useUnsavedNames.getState().size > 0 || useTypedDialogs.getState().size > 0;
}

/** Calls back each time that may have changed. */
export function followUnsaved(listener: () => void): void {
  useUnsavedNames.subscribe(listener);
  useTypedDialogs.subscribe(listener);
}

/** Whether anything under this name, a whole screen or one draft, is not saved yet. */
export function useIsUnsaved(name: ConsoleScreen | DraftName): boolean {
  return useUnsavedNames((names) => [...names].some((one) => one === name || one.startsWith(`${name}/`)));
}
