import { useTranslation } from 'react-i18next';
import classes from './app-screen.module.css';
import { Notice } from '../../ui/notice.tsx';

export interface Told {
  readonly confirmed: number;
  readonly unconfirmed: number;
}

/** What came of telling the app now. */
export function TellResult({ told }: { readonly told: Told | undefined }) {
  const { t } = useTranslation();
  return (
    <output className={classes.result}>
      {told !== undefined &&
        (told.unconfirmed > 0 ? (
          <Notice tone="bad">{t('logouts.stillUnconfirmed', { count: told.unconfirmed })}</Notice>
        ) : (
          <Notice tone="ok">{t('logouts.allConfirmed', { count: told.confirmed })}</Notice>
        ))}
    </output>
  );
}
