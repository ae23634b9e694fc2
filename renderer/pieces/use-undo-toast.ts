import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuthorityClient } from '../authority/authority-client.ts';
import { sendCommand } from '../authority/use-command.ts';
import { showToast } from '../ui/toasts/toast-store.ts';
import { useFailureSentence } from './use-failure-sentence.ts';

interface UndoWords {
  readonly done: string;
  /** Said once it was taken back. */
  readonly undone: string;
}

/** Says what was done, with one button that takes it back. What cannot be taken back asks first instead. */
export function useUndoToast() {
  const { t } = useTranslation();
  const writeFailure = useFailureSentence();
  return useCallback(
    ({ done, undone }: UndoWords, undo: (client: AuthorityClient) => Promise<unknown>): void =>
      showToast(done, async () => {
        const result = await sendCommand(undo);
        return result.ok ? undone : t('toasts.failed', { why: writeFailure(result.failure) });
      }),
    [t, writeFailure],
  );
}
