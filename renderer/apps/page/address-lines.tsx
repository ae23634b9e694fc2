import { useTranslation } from 'react-i18next';
import classes from './app-screen.module.css';

/** Addresses or paths, one a line, left to right whatever the language. */
export function AddressLines({ lines }: { readonly lines: readonly string[] }) {
  const { t } = useTranslation();
  if (lines.length === 0) return t('app.none');
  return lines.map((line) => (
    <span key={line} className={classes.address}>
      <bdi dir="ltr">{line}</bdi>
    </span>
  ));
}
