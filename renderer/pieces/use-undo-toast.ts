import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuthorityClient } from '../authority/authority-client.ts';
import { useAuthorityStore } from '../authority/authority-store.ts';
import type { Mirror } from '../authority/mirror.ts';
import { sendCommand } from '../authority/use-command.ts';
import { dismissToast, showToast, useToasts } from '../ui/toasts/toast-store.ts';
import { useFailureSentence } from './use-failure-sentence.ts';

/** Which of the two sentences is true now, if one of them is. */
export type Standing = 'done' | 'undone' | 'neither';

interface UndoWords {
  readonly done: string;
  /** Said once it was taken back. */
  readonly undone: string;
  /** Names of what they are about: the latest sentence about it takes the place of those before. */
  readonly about: readonly string[];
  /** A sentence goes when it has been true and no longer is. Left out where the mirror does not know. */
  readonly look?: (mirror: Mirror) => Standing;
}

/** Says what was done, with one button that takes it back. What cannot be taken back asks first instead. */
export function useUndoToast() {
  const { t } = useTranslation();
  const writeFailure = useFailureSentence();
  return useCallback(
    (words: UndoWords, undo: (client: AuthorityClient) => Promise<unknown>): void =>
      say(words, 'done', async () => {
        const result = await sendCommand(undo);
        if (result.ok) say(words, 'undone');
        else showToast(t('toasts.failed', { why: writeFailure(result.failure) }));
      }),
    [t, writeFailure],
  );
}

function say(
  { about, look, ...words }: UndoWords,
  standing: 'done' | 'undone',
  undo?: () => Promise<void>,
): void {
  const id = showToast(words[standing], { undo, about });
  if (look !== undefined) goWhenOvertaken(id, (mirror) => look(mirror) === standing);
}

/** The answer to the act may be here before its change is: a notice that is not true yet stays. */
function goWhenOvertaken(id: number, isTrue: (mirror: Mirror) => boolean): void {
  let wasTrue = false;
  const check = (): void => {
    const { mirror } = useAuthorityStore.getState();
    if (mirror === undefined) return;
    const now = isTrue(mirror);
    if (wasTrue && !now) dismissToast(id);
    wasTrue ||= now;
  };
  check();
  const stopLooking = useAuthorityStore.subscribe(check);
  const stopWaiting = useToasts.subscribe(({ toasts }) => {
    if (toasts.some((toast) => toast.id === id)) return;
    stopLooking();
    stopWaiting();
  });
}
