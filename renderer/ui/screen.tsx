import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './screen.module.css';

interface Properties {
  readonly title: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  /** `page` scrolls as a whole and keeps to a width that reads well; `fill` gives its height to a table. */
  readonly layout?: 'page' | 'fill';
  readonly children: ReactNode;
}

/** One screen: its only `h1`, what can be done, and its content. */
export function Screen({ title, description, actions, layout = 'page', children }: Properties) {
  return (
    <div className={classes.screen} data-layout={layout}>
      <header className={classes.header}>
        <div className={classes.titles}>
          <Title order={1}>{title}</Title>
          {description !== undefined && (
            <Text c="dimmed" component="div" className={classes.description}>
              {description}
            </Text>
          )}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
