import { Tabs, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Snippet } from '../../../shared/model/app.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import classes from './ready.module.css';

interface Properties {
  readonly snippets: readonly Snippet[];
  /** The way the admin has chosen; shown first. */
  readonly first?: string | undefined;
}

/** Finished configuration, one tab for each way the app can be set up. */
export function SnippetTabs({ snippets, first }: Properties) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = snippets.find(({ id }) => id === (chosen ?? first)) ?? snippets[0];
  if (shown === undefined) return null;
  const labelOf = (id: Snippet['id']): string => t('snippets.label', { name: t(`snippets.names.${id}`) });
  return (
    <Tabs value={shown.id} onChange={setChosen} keepMounted={false} classNames={{ panel: classes.panel }}>
      <Tabs.List>
        {snippets.map(({ id }) => (
          <Tabs.Tab key={id} value={id}>
            {t(`snippets.names.${id}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {snippets.map(({ id, text }) => (
        <Tabs.Panel key={id} value={id}>
          <div className={classes.bar}>
            <Text size="sm" c="dimmed">
              {t(`snippets.about.${id}`)}
            </Text>
            <CopyButton
              text={text}
              label={t('snippets.copy', { name: t(`snippets.names.${id}`) })}
              look="default"
            />
          </div>
          {/* Scrolls, so the keyboard must reach it. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre className={classes.snippet} tabIndex={0} aria-label={labelOf(id)}>
            {text}
          </pre>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
