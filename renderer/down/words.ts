import type { ReactNode } from 'react';
import type { MarkTone } from '../ui/mark.tsx';

/** What is said while the authority does not answer. */
export interface Words {
  readonly tone: MarkTone;
  /** The state in a word or two. */
  readonly mark: string;
  readonly sentence: ReactNode;
  readonly fix?: ReactNode;
  /** What goes with it, by name: a list. */
  readonly facts?: ReactNode;
  /** Nothing happens by itself, or it can be made to happen sooner. */
  readonly act?:
    | {
        /** Where it stands alone, and above what was known last. */
        readonly label: string;
        readonly inBanner: string;
        readonly run: () => void;
        /** Another object once something has come of it. */
        readonly state: object;
      }
    | undefined;
}
