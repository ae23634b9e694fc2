import { Text, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './empty.module.css';

interface Properties {
  readonly icon: Icon;
  readonly title: string;
  readonly action?: ReactNode;
  /** It stands alone on the screen, not in a panel. */
  readonly framed?: boolean;
  readonly children?: ReactNode;
}

/** Nothing is here yet: says what would be, and how it comes. */
export function Empty({ icon: Shape, title, action, framed = false, children }: Properties) {
  return (
    <div className={classes.empty} data-framed={framed || undefined}>
      <Shape size={36} stroke={1.25} aria-hidden className={classes.shape} />
      <Title order={2}>{title}</Title>
      {children !== undefined && (
        <Text c="dimmed" component="div" className={classes.words}>
          {children}
        </Text>
      )}
      {action !== undefined && <div className={classes.action}>{action}</div>}
    </div>
  );
}
