import { Button } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../shared/model/audit.ts';
import type { UserView } from '../../shared/model/user.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { useAuditColumns } from '../pieces/use-audit-columns.tsx';
import { useAuditWords } from '../pieces/use-audit-words.ts';
import { useAuditEntries } from '../pieces/use-audit-entries.ts';
import { DataTable } from '../ui/data-table.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import { TextFilter, useMatchingRows } from '../ui/text-filter.tsx';
import { isAboutUser } from './is-about-user.ts';
import classes from './user-screen.module.css';

const getId = ({ seq }: AuditEntry): string => String(seq);

/** The audit knows names, not users: entries under an earlier name are found in the audit itself. */
export function UserAudit({ user }: { readonly user: UserView }) {
  const { t } = useTranslation();
  const { entries, loading, failure, pages, behind, hasMore, refresh, showNew, loadMore } =
    useAuditEntries(user);
  const columns = useAuditColumns();
  const toWords = useAuditWords();
  const textOf = useCallback(
    (entry: AuditEntry): string => {
      const { what, detail, about, by } = toWords(entry);
      return [what, detail, about, by, entry.address].join('\n');
    },
    [toWords],
  );
  const [text, setText] = useState('');
  const all = useMemo(
    () => (entries ?? []).filter((entry) => isAboutUser(entry, user.name)),
    [entries, user.name],
  );
  const rows = useMatchingRows(all, text, textOf);
  if (entries === undefined) {
    return failure === undefined ? (
      <SkeletonRows rows={3} />
    ) : (
      <FailureNotice failure={failure} onRetry={refresh} />
    );
  }
  return (
    <>
      <FailureNotice failure={failure} onRetry={refresh} />
      <div className={classes.tall}>
        <DataTable
          layout="fill"
          label={t('user.auditLabel')}
          columns={columns}
          rows={rows}
          getId={getId}
          firstSort={{ column: 'seq', descending: true }}
          list={{
            name: 'audit-of-user',
            title: t('user.auditLabel'),
            question: `${text} ${String(pages)}`,
            narrowed: [text],
            rest: hasMore ? t('ui.table.olderRest', { act: t('audit.older') }) : undefined,
            behind: behind === undefined ? undefined : { count: behind, onShow: showNew },
            bar: (
              <TextFilter
                label={t('ui.table.filter', { list: t('user.auditLabel') })}
                value={text}
                onChange={setText}
              />
            ),
          }}
          footer={
            hasMore && (
              <div className={classes.more}>
                {t('user.auditSeen', { count: entries.length })}
                <Button variant="default" size="compact-sm" loading={loading} onClick={loadMore}>
                  {t('audit.older')}
                </Button>
              </div>
            )
          }
        />
      </div>
    </>
  );
}
