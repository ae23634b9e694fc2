import { useTranslation } from 'react-i18next';
import type { ImportUndone } from '../../../shared/model/user-import.ts';
import { Notice } from '../../ui/notice.tsx';
import { getFormatLanguage } from '../format-moment.ts';

/** Names shown at most; the rest is a number. */
const shownMax = 20;

/** What taking an import back did, and who was kept. */
export function UndoneNotice({ undone: { undone, kept } }: { readonly undone: ImportUndone }) {
  const { t, i18n } = useTranslation();
  const names = kept.slice(0, shownMax).map(({ name }) => name);
  const more = kept.length - names.length;
  const list = more > 0 ? [...names, t('affected.more', { count: more })] : names;
  return (
    <Notice
      tone={kept.length === 0 ? 'ok' : 'warn'}
      title={t('undoImport.done', { count: undone.length })}
      urgent
    >
      {kept.length > 0 &&
        t('undoImport.kept', {
          count: kept.length,
          names: new Intl.ListFormat(getFormatLanguage(i18n.language)).format(list),
        })}
    </Notice>
  );
}
