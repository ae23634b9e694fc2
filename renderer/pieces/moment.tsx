import { use } from 'react';
import { useTranslation } from 'react-i18next';
import { useAuthorityNow } from '../authority/use-authority-now.ts';
import { OnPaperContext } from '../ui/on-paper.ts';
import {
  formatFullTime,
  formatMinute,
  formatMoment,
  formatWholeTime,
  getFormatLanguage,
} from './format-moment.ts';

/**
 * A point in time: relative up to a day, then local, on paper always so; the whole of it, with its zone, when pointed at or,
 * in a list, at its foot.
 */
export function Moment({ iso }: { readonly iso: string }) {
  const { t, i18n } = useTranslation();
  const now = useAuthorityNow();
  const onPaper = use(OnPaperContext);
  const language = getFormatLanguage(i18n.language);
  const at = Date.parse(iso);
  return (
    <time dateTime={iso} title={formatFullTime(at, language)} data-whole={formatWholeTime(at, language)}>
      {onPaper ? formatMinute(at, language) : (formatMoment(at, now, language) ?? t('time.now'))}
    </time>
  );
}
