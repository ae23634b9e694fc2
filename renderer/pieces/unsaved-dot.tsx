import { useTranslation } from 'react-i18next';
import classes from './unsaved-dot.module.css';

/** Beside the name of what has changes that are not saved yet, where these are not in view. */
export function UnsavedDot() {
  const { t } = useTranslation();
  const words = t('limits.unsaved');
  return <span className={classes.dot} role="img" aria-label={words} title={words} />;
}
