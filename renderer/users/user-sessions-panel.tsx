import { Button, VisuallyHidden } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../shared/model/session.ts';
import type { UserView } from '../../shared/model/user.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { SessionDialogs } from '../pieces/session-dialogs.tsx';
import { useActiveColumns } from '../pieces/use-active-columns.tsx';
import { useSessionTasks } from '../pieces/use-session-tasks.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Panel } from '../ui/panel.tsx';
import { TextFilter, useMatchingRows } from '../ui/text-filter.tsx';
import { useSessionText } from './use-session-text.ts';
import classes from './user-screen.module.css';

const getId = (session: SessionView): string => session.id;
/** So many are seen at a glance: what a long list can do would only be in the way. */
const glance = 8;

interface Properties {
  readonly user: UserView;
  readonly onEndAll: () => void;
}

/** Where a user is signed in now. */
export function UserSessionsPanel({ user, onEndAll }: Properties) {
  const { t } = useTranslation();
  const sessions = useMirror((mirror) => mirror.sessions);
  const tasks = useSessionTasks();
  const { workingIds, failure, announcement } = tasks;
  const [text, setText] = useState('');
  const all = useMemo(
    () => [...sessions.values()].filter(({ userId }) => userId === user.id),
    [sessions, user.id],
  );
  const rows = useMatchingRows(all, text, useSessionText());
  const isLong = all.length > glance || text !== '';
  const columns = useActiveColumns({
    workingIds,
    ofOneUser: true,
    onEnd: (session) => tasks.askEnd([session]),
  });
  return (
    <Panel
      title={t('user.sessions', { count: all.length })}
      flush
      actions={
        all.length > 0 && (
          <Button size="compact-sm" variant="default" onClick={onEndAll}>
            {t('users.end')}
          </Button>
        )
      }
    >
      <FailureNotice failure={failure} />
      <VisuallyHidden component="output">{announcement}</VisuallyHidden>
      {all.length === 0 ? (
        <p className={classes.none}>{t('user.noSessions')}</p>
      ) : (
        <div className={classes.tall}>
          <DataTable
            bare
            layout="fill"
            label={t('user.sessionsLabel')}
            columns={columns}
            rows={rows}
            getId={getId}
            firstSort={{ column: 'lastUse', descending: true }}
            {...(isLong && {
              list: {
                name: 'sessions-of-user',
                title: t('user.sessionsLabel'),
                question: text,
                narrowed: [text],
                bar: (
                  <TextFilter
                    label={t('ui.table.filter', { list: t('user.sessionsLabel') })}
                    value={text}
                    onChange={setText}
                  />
                ),
              },
            })}
            isWorking={(id) => workingIds.has(id)}
            onOpen={(id) => tasks.open(sessions.get(id))}
            onDelete={(ids) => tasks.askEnd(rows.filter(({ id }) => ids.includes(id)))}
            onRename={(id) => tasks.rename(sessions.get(id))}
          />
        </div>
      )}
      <SessionDialogs tasks={tasks} withUserLink={false} />
    </Panel>
  );
}
