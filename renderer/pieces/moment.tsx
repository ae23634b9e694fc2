import { useTranslation } from 'react-i18next';
import { useAuthorityNow } from '../authority/use-authority-now.ts';
import { formatFullTime, formatMoment } from './format-moment.ts';

/** A point in time: relative up to a day, then local; the whole of it, with its zone, when pointed at. */
export function Moment({ iso }: { readonly iso: string }) {
  const { t, i18n } = useTranslation();
  const now = useAuthorityNow();
  return (
    <time dateTime={iso} title={formatFullTime(Date.parse(iso), i18n.language)}>
      {formatMoment(Date.parse(iso), now, i18n.language) ?? t('time.now')}
    </time>
  );
}
