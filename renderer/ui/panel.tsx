import { Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import classes from './panel.module.css';

interface Properties {
  readonly title: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  /** A table inside reaches from edge to edge. */
  readonly flush?: boolean;
  readonly children?: ReactNode;
}

/** A titled part of a screen. */
export function Panel({ title, description, actions, flush = false, children }: Properties) {
  const titleId = useId();
  return (
    <section className={classes.panel} aria-labelledby={titleId}>
      <header className={classes.header}>
        <div className={classes.titles}>
          <Title order={2} id={titleId}>
            {title}
          </Title>
          {description !== undefined && (
            <Text size="sm" c="dimmed" component="div" mt={2}>
              {description}
            </Text>
          )}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      {children !== undefined && (
        <div className={classes.body} data-flush={flush || undefined}>
          {children}
        </div>
      )}
    </section>
  );
}
