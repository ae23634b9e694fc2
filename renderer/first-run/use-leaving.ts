import { useState } from 'react';
import { listUnsaved, type DraftName } from '../pieces/use-draft.ts';
import { setupSteps, type SetupStep } from './setup-steps.ts';

/** What can be typed in a step and still needs its own button. */
const draftsOf = {
  addresses: ['network/host-name', 'network/ports'],
  user: ['first-run/user', 'first-run/seats'],
} as const satisfies Partial<Record<SetupStep, readonly DraftName[]>>;
export type LeftDraft = (typeof draftsOf)[keyof typeof draftsOf][number];

/** Going on asks first when something that was typed would be left without being saved. */
export function useLeaving() {
  const [waiting, setWaiting] = useState<{ readonly left: readonly LeftDraft[]; readonly go: () => void }>();
  const start = (steps: readonly SetupStep[], go: () => void): void => {
    const unsaved = listUnsaved();
    const left = setupSteps
      .filter((step) => steps.includes(step))
      .flatMap((step): readonly LeftDraft[] =>
        step in draftsOf ? draftsOf[step as keyof typeof draftsOf] : [],
      )
      .filter((name) => unsaved.includes(name));
    if (left.length === 0) go();
    else setWaiting({ left, go });
  };
  return {
    start,
    dialog: {
      left: waiting?.left,
      onLeave: () => {
        waiting?.go();
        setWaiting(undefined);
      },
      onClose: () => setWaiting(undefined),
    },
  };
}
