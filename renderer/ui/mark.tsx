import {
  IconAlertTriangleFilled,
  IconCircle,
  IconCircleCheckFilled,
  IconCircleDotted,
  IconCircleMinus,
  IconCircleXFilled,
  IconLoader2,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './mark.module.css';

export type MarkTone = 'ok' | 'quiet' | 'waiting' | 'stopped' | 'warn' | 'bad' | 'working';

const shapes = {
  ok: IconCircleCheckFilled,
  quiet: IconCircle,
  waiting: IconCircleDotted,
  stopped: IconCircleMinus,
  warn: IconAlertTriangleFilled,
  bad: IconCircleXFilled,
  working: IconLoader2,
} as const;

/** A state: by its shape and its word, the colour only repeats it. */
export function Mark({ tone, children }: { readonly tone: MarkTone; readonly children: ReactNode }) {
  const Shape = shapes[tone];
  return (
    <span className={classes.mark} data-tone={tone}>
      <Shape size={16} aria-hidden className={classes.shape} />
      <span>{children}</span>
    </span>
  );
}
