import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './notice.module.css';

export type NoticeTone = 'info' | 'ok' | 'warn' | 'bad';

const shapes = {
  info: IconInfoCircle,
  ok: IconCircleCheck,
  warn: IconAlertTriangle,
  bad: IconCircleX,
} as const;

interface Properties {
  readonly tone: NoticeTone;
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  /** Read out at once when it appears. */
  readonly urgent?: boolean;
  readonly children?: ReactNode;
}

/** Something the reader should know about what is around it. */
export function Notice({ tone, title, actions, urgent = false, children }: Properties) {
  const Shape = shapes[tone];
  return (
    <div className={classes.notice} data-tone={tone} role={urgent ? 'alert' : undefined}>
      <Shape size={20} aria-hidden className={classes.shape} />
      <div className={classes.words}>
        {title !== undefined && <div className={classes.title}>{title}</div>}
        {children !== undefined && <div>{children}</div>}
      </div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
