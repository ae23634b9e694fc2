import { Button, Group } from '@mantine/core';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './dialog.module.css';

interface Properties {
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
}

/** Asks in the dialog itself, in view of what was typed; one more Escape or Enter goes on typing. */
export function DiscardQuestion({ onKeep, onDiscard }: Properties) {
  const { t } = useTranslation();
  const titleId = useId();
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <div role="alertdialog" aria-labelledby={titleId} className={classes.question}>
      <span id={titleId} className={classes.asked}>
        {t('ui.discard.question')}
      </span>
      <Group gap="sm">
        <Button variant="default" onClick={onDiscard}>
          {t('ui.discard.act')}
        </Button>
        <Button ref={keep} variant="light" onClick={onKeep}>
          {t('ui.discard.keep')}
        </Button>
      </Group>
    </div>
  );
}
