import { useTranslation } from 'react-i18next';
import { getAuthorityNow, useAuthorityStore } from '../authority/authority-store.ts';
import type { Mirror } from '../authority/mirror.ts';
import { useCommand } from '../authority/use-command.ts';
import { useUndoToast } from './use-undo-toast.ts';

const isPaused = ({ status }: Mirror): boolean => status.paused !== undefined;
const toInput = (minutes: number | undefined) => (minutes === undefined ? {} : { minutes });

/** Lets nobody new in for a while, or again; either can be taken back. */
export function usePause() {
  const { t } = useTranslation();
  const sayWithUndo = useUndoToast();
  const pausing = useCommand((client, minutes: number | undefined) => client.signIns.pause(toInput(minutes)));
  const resuming = useCommand((client) => client.signIns.resume());
  const [paused, resumed] = [t('toasts.paused'), t('toasts.resumed')];
  const about = ['pause'];

  const pause = (minutes: number | undefined): void => {
    void pausing.run(minutes).then(({ ok }) => {
      if (!ok) return;
      sayWithUndo(
        { done: paused, undone: resumed, about, look: (mirror) => (isPaused(mirror) ? 'done' : 'undone') },
        (client) => client.signIns.resume(),
      );
    });
  };
  const resume = (): void => {
    const minutes = countMinutesLeft();
    void resuming.run().then(({ ok }) => {
      if (!ok) return;
      sayWithUndo(
        { done: resumed, undone: paused, about, look: (mirror) => (isPaused(mirror) ? 'undone' : 'done') },
        (client) => client.signIns.pause(toInput(minutes)),
      );
    });
  };
  return {
    pause,
    resume,
    working: pausing.working || resuming.working,
    failure: pausing.failure ?? resuming.failure,
  };
}

/** Of the pause there is now, at least one; undefined: it has no end. */
function countMinutesLeft(): number | undefined {
  const until = useAuthorityStore.getState().mirror?.status.paused?.until;
  if (until === undefined) return undefined;
  return Math.max(1, Math.round((Date.parse(until) - getAuthorityNow()) / 60_000));
}
