import type { ReactNode } from 'react';
import classes from './cell-lines.module.css';

interface Properties {
  readonly children: ReactNode;
  /** Smaller, each on a line of its own; what is not there is left out. */
  readonly below?: readonly ReactNode[];
  readonly className?: string | undefined;
  /** What stands below says more than the first line, and has the room of it. */
  readonly isBelowLonger?: boolean;
}

/** A cell with something below its first line, none of which a long table may hide without a sign. */
export function CellLines({ children, below = [], className, isBelowLonger }: Properties) {
  return (
    <>
      <div
        data-line="first"
        className={className === undefined ? classes.first : `${classes.first} ${className}`}
      >
        {children}
      </div>
      {below.map(
        (line, place) =>
          line !== undefined &&
          line !== false && (
            // Their places are all that tells them apart, and they keep them.
            // oxlint-disable-next-line react/no-array-index-key
            <span key={place} className={classes.second} data-longer={isBelowLonger}>
              {line}
            </span>
          ),
      )}
    </>
  );
}
