import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../shared/model/session.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { SessionDrawer } from '../pieces/session-drawer.tsx';
import { useDeviceWords } from '../pieces/use-device-words.ts';
import { useEndedColumns } from '../pieces/use-ended-columns.tsx';
import { useEndedSessions } from '../pieces/use-ended-sessions.ts';
import { useKeptState } from '../ui/use-kept-state.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import { SessionFilterBar } from './session-filter-bar.tsx';
import { filterSessions, noFilter, type FilterField } from './session-filter.ts';
import classes from './sessions-screen.module.css';
import { useFilterWords } from './use-filter-words.ts';

const getId = (session: SessionView): string => session.id;
const fields: readonly FilterField[] = ['user', 'device', 'reason', 'class', 'app', 'address', 'method'];

export function EndedSessions() {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  const words = useFilterWords();
  const { sessions, pages, state, failure, hasMore, loadMore } = useEndedSessions();
  const [filter, setFilter] = useKeptState('ended sessions filter', noFilter);
  const [opened, setOpened] = useState<SessionView>();
  const rows = useMemo(() => filterSessions(sessions, filter, toDevice), [sessions, filter, toDevice]);
  const columns = useEndedColumns();

  if (sessions.length === 0) {
    return (
      <div className={classes.frame}>
        {state === 'loading' && <SkeletonRows />}
        {state === 'failed' && <FailureNotice failure={failure} onRetry={loadMore} />}
        {state === 'done' && (
          <Empty icon={IconHistory} title={t('sessions.endedEmptyTitle')}>
            {t('sessions.endedEmptyBody')}
          </Empty>
        )}
      </div>
    );
  }
  return (
    <>
      {state === 'failed' && <FailureNotice failure={failure} onRetry={loadMore} />}
      <DataTable
        layout="fill"
        label={t('sessions.endedTableLabel')}
        columns={columns}
        rows={rows}
        getId={getId}
        firstSort={{ column: 'ended', descending: true }}
        list={{
          name: 'ended-sessions',
          title: t('sessions.endedTableLabel'),
          question: `${JSON.stringify(filter)} ${String(pages)}`,
          narrowed: words.listNarrowed(filter),
          rest: hasMore ? t('ui.table.olderRest', { act: t('sessions.older') }) : undefined,
          bar: <SessionFilterBar filter={filter} onChange={setFilter} fields={fields} sessions={sessions} />,
        }}
        onOpen={(id) => setOpened(sessions.find((session) => session.id === id))}
        footer={
          hasMore && (
            <div className={classes.more}>
              <Button variant="default" size="compact-sm" loading={state === 'loading'} onClick={loadMore}>
                {t('sessions.older')}
              </Button>
            </div>
          )
        }
      />
      <SessionDrawer session={opened} onClose={() => setOpened(undefined)} />
    </>
  );
}
