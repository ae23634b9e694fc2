import { Text, Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import classes from './first-run-screen.module.css';

interface Properties {
  readonly title: string;
  readonly description: ReactNode;
  readonly foot?: ReactNode;
  readonly children?: ReactNode;
}

/** One step, or one page of it. The keyboard is at its first field, or where there is nothing to type, at its title. */
export function StepFrame({ title, description, foot, children }: Properties) {
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const field = content.current?.querySelector<HTMLElement>('[data-autofocus]');
    (field ?? content.current?.querySelector('h2'))?.focus();
  }, [title]);
  return (
    <div ref={content} className={classes.content}>
      <div className={classes.intro}>
        <Title order={2} fz="1.25rem" tabIndex={-1} className={classes.title}>
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
