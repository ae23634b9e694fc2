import { useTranslation } from 'react-i18next';
import type { ImportUndone } from '../../../shared/model/user-import.ts';
import { Notice } from '../../ui/notice.tsx';
import { useShortList } from './use-short-list.ts';

const namesOf = (list: readonly { readonly name: string }[]): string[] => list.map(({ name }) => name);

/** What taking an import back did, and what was kept. */
export function UndoneNotice({ undone: { undone, kept, groups } }: { readonly undone: ImportUndone }) {
  const { t } = useTranslation();
  const toList = useShortList();
  const gone = groups?.undone ?? [];
  const staying = groups?.kept ?? [];
  return (
    <Notice
      tone={kept.length + staying.length === 0 ? 'ok' : 'warn'}
      title={t('undoImport.done', { count: undone.length })}
      urgent
    >
      {kept.length > 0 && (
        <div>{t('undoImport.kept', { count: kept.length, names: toList(namesOf(kept)) })}</div>
      )}
      {gone.length > 0 && <div>{t('undoImport.groupsGone', { names: toList(namesOf(gone)) })}</div>}
      {staying.length > 0 && <div>{t('undoImport.groupsKept', { names: toList(namesOf(staying)) })}</div>}
    </Notice>
  );
}
