import { useTranslation } from 'react-i18next';
import { formatWholeTime, getFormatLanguage } from './format-moment.ts';
import classes from './full-moment.module.css';
import { Moment } from './moment.tsx';

/** Where one thing is looked at closely: how long ago, and below it the whole time with its zone, for every eye and key. */
export function FullMoment({ iso }: { readonly iso: string }) {
  const { i18n } = useTranslation();
  return (
    <>
      <Moment iso={iso} />
      <span className={classes.full}>
        {formatWholeTime(Date.parse(iso), getFormatLanguage(i18n.language))}
      </span>
    </>
  );
}
