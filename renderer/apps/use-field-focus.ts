import { useEffect, useRef, type RefObject } from 'react';
import type { CommandFailure } from '../authority/command-failure.ts';
import type { AppField } from './check-draft.ts';

/** After a save that failed or was held back, the keyboard stands in the field the sentence is about. */
export function useFieldFocus(
  failure: CommandFailure | undefined,
  field: AppField | undefined,
  tries: number,
): RefObject<HTMLFormElement | null> {
  const formRef = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if ((failure === undefined && tries === 0) || field === undefined) return;
    formRef.current?.querySelector<HTMLElement>(`[data-field="${field}"]`)?.focus();
    // Only when a save has failed, not when the field is typed in.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [failure, tries]);
  return formRef;
}
