import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './dialog-foot.module.css';

interface Properties {
  /** `apart`: the way back at one side, the way on at the other. */
  readonly sides?: 'end' | 'apart';
  readonly children: ReactNode;
}

/** The buttons of a dialog that may be higher than the window: they stay in view while the rest scrolls. */
export function DialogFoot({ sides = 'end', children }: Properties) {
  return (
    <Group className={classes.foot} justify={sides === 'end' ? 'flex-end' : 'space-between'} gap="sm">
      {children}
    </Group>
  );
}
