import { useTranslation } from 'react-i18next';
import classes from './unsaved-dot.module.css';

/** Beside the name of what has changes that are not saved yet, where these are not in view. */
export function UnsavedDot() {
  const { t } = useTranslation();
  const words = t('limits.unsaved');
  // Drawn by the stylesheet: there is no file of it.
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
  return <span className={classes.dot} role="img" aria-label={words} title={words} />;
}
