import { Anchor, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconChevronLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './screen.module.css';

interface Properties {
  readonly title: string;
  /** The list this one belongs to. */
  readonly back?: { readonly href: string; readonly label: string };
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  /** `page` scrolls as a whole and keeps to a width that reads well; `fill` gives its height to a table. */
  readonly layout?: 'page' | 'fill';
  readonly children: ReactNode;
}

/**
 * One screen: its only `h1`, what can be done, and its content. The title of the window is that of the screen; the
 * keyboard is brought to the `h1` by the frame.
 */
export function Screen({ title, back, description, actions, layout = 'page', children }: Properties) {
  const { t } = useTranslation();
  useDocumentTitle(t('nav.windowTitle', { screen: title }));
  return (
    <div className={classes.screen} data-layout={layout}>
      <header className={classes.header}>
        <div className={classes.titles}>
          {back !== undefined && (
            <Anchor href={back.href} size="sm" className={classes.back}>
              <IconChevronLeft size={16} aria-hidden />
              {back.label}
            </Anchor>
          )}
          <Title order={1} tabIndex={-1} className={classes.title}>
            {title}
          </Title>
        </div>
        {description !== undefined && (
          <Text c="dimmed" component="div" className={classes.description}>
            {description}
          </Text>
        )}
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
