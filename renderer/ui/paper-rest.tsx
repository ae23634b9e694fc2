import { useTranslation } from 'react-i18next';
import { paperRowsMax } from './paper-rows-max.ts';

/** Below a table on paper: how many rows are not there, and where they are. */
export function PaperRest({ rows }: { readonly rows: number }) {
  const { t } = useTranslation();
  return rows > paperRowsMax && <p>{t('ui.table.paperRest', { count: rows - paperRowsMax })}</p>;
}
