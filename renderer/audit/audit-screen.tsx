import { Button, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconListDetails } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../shared/model/audit.ts';
import { auditKinds } from '../pieces/audit-kinds.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { useAuditColumns } from '../pieces/use-audit-columns.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { useKeptState } from '../ui/use-kept-state.ts';
import { Empty } from '../ui/empty.tsx';
import { Screen } from '../ui/screen.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import { AuditFilterBar } from './audit-filter-bar.tsx';
import { emptySearch, isEmptySearch, toFilter } from './audit-filter.ts';
import classes from './audit-screen.module.css';
import { ChainCheck } from './chain-check.tsx';
import { EntryDrawer } from './entry-drawer.tsx';
import { ExportMenu } from './export-menu.tsx';
import { useAuditSearch } from './use-audit-search.ts';
import { useSearchWords } from './use-search-words.ts';
import { useShownWords } from './use-shown-words.ts';

/** Long enough to type a name in. */
const typingMs = 250;
const getId = ({ seq }: AuditEntry): string => String(seq);

/** What happened, by whom, to whom; new entries come by themselves. `part` of the address says which are meant. */
export function AuditScreen({ part }: { readonly part: string | undefined }) {
  const { t } = useTranslation();
  const kept = useKeptState('audit search', emptySearch);
  const named = useState({
    ...emptySearch,
    kind: auditKinds.find((one) => one === part) ?? ('all' as const),
  });
  const [search, setSearch] = part === undefined ? kept : named;
  const [settled] = useDebouncedValue(search, typingMs);
  const shown = useShownWords();
  const filter = useMemo(() => toFilter(settled, shown), [settled, shown]);
  const found = useAuditSearch(filter);
  const columns = useAuditColumns();
  const narrowed = useSearchWords(settled);
  const [openId, setOpenId] = useState<string>();
  const { entries } = found;
  return (
    <Screen title={t('audit.title')} description={t('audit.description')} layout="fill">
      <ChainCheck />
      <FailureNotice failure={found.failure} onRetry={found.retry} />
      {entries === undefined ? (
        found.looking && <SkeletonRows />
      ) : entries.length === 0 && isEmptySearch(search) && !found.isOld ? (
        <Empty framed icon={IconListDetails} title={t('audit.emptyTitle')}>
          {t('audit.emptyBody')}
        </Empty>
      ) : (
        <DataTable
          layout="fill"
          label={t('audit.tableLabel')}
          columns={columns}
          rows={entries}
          getId={getId}
          firstSort={{ column: 'seq', descending: true }}
          onOpen={setOpenId}
          list={{
            name: 'audit',
            title: t('audit.title'),
            // What was asked for is shown at once; what comes by itself waits for whoever is reading.
            question: `${found.asked ?? ''} ${String(found.isOld)} ${String(found.pages)}`,
            narrowed,
            rest: found.hasMore ? t('audit.paperRest') : undefined,
            loadForPaper: found.loadForPaper,
            behind: found.behind === undefined ? undefined : { count: found.behind, onShow: found.retry },
            bar: <AuditFilterBar search={search} onChange={setSearch} />,
            exportAct: <ExportMenu filter={toFilter(search, shown)} />,
          }}
          footer={
            <>
              {entries.length === 0 && settled.text.trim() !== '' && (
                <Text size="sm" c="dimmed" className={classes.searched}>
                  {t('audit.searched')}
                </Text>
              )}
              {found.hasMore && (
                <div className={classes.more}>
                  <Text size="sm" c="dimmed">
                    {t('audit.shown', { count: entries.length })}
                  </Text>
                  <Button variant="default" size="compact-sm" loading={found.looking} onClick={found.lookOn}>
                    {t('audit.older')}
                  </Button>
                </div>
              )}
            </>
          }
        />
      )}
      <EntryDrawer
        entry={openId === undefined ? undefined : entries?.find((entry) => getId(entry) === openId)}
        onFind={(next) => {
          setOpenId(undefined);
          setSearch(next);
        }}
        onClose={() => setOpenId(undefined)}
      />
    </Screen>
  );
}
