import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './save-bar.module.css';

interface Properties {
  readonly changed: boolean;
  readonly working: boolean;
  /** What is entered cannot be saved. */
  readonly invalid?: boolean;
  /** A number field is empty, perhaps out of sight (see `hasEmptyNumber`). */
  readonly incomplete?: boolean;
  /** Where it is not plain what is saved. */
  readonly saveLabel?: string;
  readonly onSave: () => void;
  readonly onReset: () => void;
}

/** Nothing is in force before it is saved. */
export function SaveBar({
  changed,
  working,
  invalid = false,
  incomplete = false,
  saveLabel,
  onSave,
  onReset,
}: Properties) {
  const { t } = useTranslation();
  return (
    <div className={classes.saveBar}>
      <Text size="sm" c={incomplete ? 'var(--mantine-color-error)' : 'dimmed'} component="output">
        {incomplete ? t('limits.incomplete') : changed ? t('limits.unsaved') : ''}
      </Text>
      {changed && (
        <Button variant="default" onClick={onReset}>
          {t('limits.reset')}
        </Button>
      )}
      <Button disabled={!changed || invalid || incomplete} loading={working} onClick={onSave}>
        {saveLabel ?? t('ui.save')}
      </Button>
    </div>
  );
}
