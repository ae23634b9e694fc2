import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './unsaved-dot.module.css';

/** Beside the name of what has changes that are not saved yet, where these are not in view. */
export function UnsavedDot() {
  const { t } = useTranslation();
  return (
    <span className={classes.dot} title={t('limits.unsaved')}>
      <VisuallyHidden>{` (${t('limits.unsaved')})`}</VisuallyHidden>
    </span>
  );
}
