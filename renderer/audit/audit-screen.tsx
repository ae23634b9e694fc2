import { Button, Select, TextInput } from '@mantine/core';
import { IconListDetails, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../shared/model/audit.ts';
import { auditKinds, kindOfAction, type AuditKind } from '../pieces/audit-kinds.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { useAuditColumns } from '../pieces/use-audit-columns.tsx';
import { useAuditEntries } from '../pieces/use-audit-entries.ts';
import { useAuditWords } from '../pieces/use-audit-words.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { Screen } from '../ui/screen.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import classes from './audit-screen.module.css';
import { ChainCheck } from './chain-check.tsx';

const getId = ({ seq }: AuditEntry): string => String(seq);

/** What happened, by whom, to whom. `part` of the address says which entries are meant. */
export function AuditScreen({ part }: { readonly part: string | undefined }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<AuditKind | 'all'>(auditKinds.find((one) => one === part) ?? 'all');
  const [filter, setFilter] = useState('');
  const { entries, loading, failure, hasMore, refresh, loadMore } = useAuditEntries();
  const columns = useAuditColumns();
  const toWords = useAuditWords();
  const rows = useMemo(() => {
    const wanted = filter.normalize('NFKC').trim().toLowerCase();
    return (entries ?? []).filter((entry) => {
      if (kind !== 'all' && kindOfAction[entry.action] !== kind) return false;
      const { what, detail, about, by } = toWords(entry);
      return [what, detail, about, by, entry.subject, entry.address]
        .join('\n')
        .toLowerCase()
        .includes(wanted);
    });
  }, [entries, kind, filter, toWords]);

  return (
    <Screen
      title={t('audit.title')}
      description={t('audit.description')}
      layout="fill"
      actions={
        <Button variant="default" loading={loading} onClick={refresh}>
          {t('audit.refresh')}
        </Button>
      }
    >
      <ChainCheck />
      <FailureNotice failure={failure} onRetry={refresh} />
      {entries === undefined ? (
        loading && <SkeletonRows />
      ) : entries.length === 0 ? (
        <Empty icon={IconListDetails} title={t('audit.emptyTitle')}>
          {t('audit.emptyBody')}
        </Empty>
      ) : (
        <DataTable
          layout="fill"
          minWidth="56rem"
          label={t('audit.tableLabel')}
          columns={columns}
          rows={rows}
          getId={getId}
          firstSort={{ column: 'seq', descending: true }}
          list={{
            name: 'audit',
            title: t('audit.title'),
            // Entries come only when they are asked for.
            question: [kind, filter, entries.length, entries[0]?.seq].join(' '),
            bar: (
              <div className={classes.bar}>
                <TextInput
                  className={classes.filter}
                  aria-label={t('audit.filter')}
                  placeholder={t('audit.filterPlaceholder')}
                  leftSection={<IconSearch size={16} aria-hidden />}
                  value={filter}
                  onChange={(event) => setFilter(event.currentTarget.value)}
                />
                <Select
                  aria-label={t('audit.kind')}
                  data={(['all', ...auditKinds] as const).map((value) => ({
                    value,
                    label: t(`audit.kinds.${value}`),
                  }))}
                  value={kind}
                  onChange={(next) => setKind(auditKinds.find((one) => one === next) ?? 'all')}
                />
              </div>
            ),
          }}
          footer={
            hasMore && (
              <div className={classes.more}>
                <Button variant="default" size="compact-sm" loading={loading} onClick={loadMore}>
                  {t('audit.older')}
                </Button>
              </div>
            )
          }
        />
      )}
    </Screen>
  );
}
