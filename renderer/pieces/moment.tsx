import { use } from 'react';
import { useTranslation } from 'react-i18next';
import { useAuthorityNow } from '../authority/use-authority-now.ts';
import { OnPaperContext } from '../ui/on-paper.ts';
import { formatFullTime, formatMinute, formatMoment, getFormatLanguage } from './format-moment.ts';

/** A point in time: relative up to a day, then local, on paper always so; the whole of it, with its zone, when pointed at. */
export function Moment({ iso }: { readonly iso: string }) {
  const { t, i18n } = useTranslation();
  const now = useAuthorityNow();
  const onPaper = use(OnPaperContext);
  const language = getFormatLanguage(i18n.language);
  return (
    <time dateTime={iso} title={formatFullTime(Date.parse(iso), language)}>
      {onPaper
        ? formatMinute(Date.parse(iso), language)
        : (formatMoment(Date.parse(iso), now, language) ?? t('time.now'))}
    </time>
  );
}
