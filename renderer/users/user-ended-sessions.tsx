import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../shared/model/session.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { SessionDrawer } from '../pieces/session-drawer.tsx';
import { useEndedColumns } from '../pieces/use-ended-columns.tsx';
import { useEndedSessions } from '../pieces/use-ended-sessions.ts';
import { DataTable } from '../ui/data-table.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import { TextFilter, useMatchingRows } from '../ui/text-filter.tsx';
import { useSessionText } from './use-session-text.ts';
import classes from './user-screen.module.css';

const getId = (session: SessionView): string => session.id;

export function UserEndedSessions({ userId }: { readonly userId: string }) {
  const { t } = useTranslation();
  const { sessions, pages, state, failure, hasMore, loadMore } = useEndedSessions(userId);
  const [opened, setOpened] = useState<SessionView>();
  const columns = useEndedColumns(true);
  const [text, setText] = useState('');
  const rows = useMatchingRows(sessions, text, useSessionText());
  return (
    <>
      {state === 'failed' && <FailureNotice failure={failure} onRetry={loadMore} />}
      {sessions.length === 0 && state === 'loading' && <SkeletonRows rows={3} />}
      {sessions.length === 0 && state === 'done' && <Text c="dimmed">{t('user.noEnded')}</Text>}
      {sessions.length > 0 && (
        <div className={classes.tall}>
          <DataTable
            layout="fill"
            label={t('sessions.endedTableLabel')}
            columns={columns}
            rows={rows}
            getId={getId}
            firstSort={{ column: 'ended', descending: true }}
            list={{
              name: 'ended-of-user',
              title: t('sessions.endedTableLabel'),
              question: `${text} ${String(pages)}`,
              narrowed: [text],
              rest: hasMore ? t('ui.table.olderRest', { act: t('sessions.older') }) : undefined,
              bar: (
                <TextFilter
                  label={t('ui.table.filter', { list: t('sessions.endedTableLabel') })}
                  value={text}
                  onChange={setText}
                />
              ),
            }}
            onOpen={(id) => setOpened(sessions.find((session) => session.id === id))}
            footer={
              hasMore && (
                <div className={classes.more}>
                  <Button
                    variant="default"
                    size="compact-sm"
                    loading={state === 'loading'}
                    onClick={loadMore}
                  >
                    {t('sessions.older')}
                  </Button>
                </div>
              )
            }
          />
        </div>
      )}
      <SessionDrawer session={opened} withUserLink={false} onClose={() => setOpened(undefined)} />
    </>
  );
}
