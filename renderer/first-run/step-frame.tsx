import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './first-run-screen.module.css';

interface Properties {
  readonly title: string;
  readonly description: ReactNode;
  readonly foot?: ReactNode;
  readonly children?: ReactNode;
}

export function StepFrame({ title, description, foot, children }: Properties) {
  return (
    <div className={classes.content}>
      <div className={classes.intro}>
        <Title order={2} fz="1.25rem">
          {title}
        </Title>
        <Text c="dimmed" component="div">
          {description}
        </Text>
      </div>
      {children}
      {foot !== undefined && <div className={classes.foot}>{foot}</div>}
    </div>
  );
}
