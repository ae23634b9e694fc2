import { Button, VisuallyHidden } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../shared/model/session.ts';
import type { UserView } from '../../shared/model/user.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { EndDialog, type EndWish } from '../pieces/end-dialog.tsx';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { SessionDrawer } from '../pieces/session-drawer.tsx';
import { useActiveColumns } from '../pieces/use-active-columns.tsx';
import { useEndSessions } from '../pieces/use-end-sessions.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './user-screen.module.css';

const getId = (session: SessionView): string => session.id;

interface Properties {
  readonly user: UserView;
  readonly onEndAll: () => void;
}

/** Where a user is signed in now. */
export function UserSessionsPanel({ user, onEndAll }: Properties) {
  const { t } = useTranslation();
  const sessions = useMirror((mirror) => mirror.sessions);
  const [opened, setOpened] = useState<SessionView>();
  const [wish, setWish] = useState<EndWish>();
  const { endSessions, workingIds, failure, announcement } = useEndSessions();
  const rows = useMemo(
    () => [...sessions.values()].filter(({ userId }) => userId === user.id),
    [sessions, user.id],
  );
  const columns = useActiveColumns({
    workingIds,
    ofOneUser: true,
    onEnd: (session) => setWish({ kind: 'some', sessions: [session] }),
  });
  return (
    <Panel
      title={t('user.sessions', { count: rows.length })}
      flush
      actions={
        rows.length > 0 && (
          <Button size="compact-sm" variant="default" onClick={onEndAll}>
            {t('users.end')}
          </Button>
        )
      }
    >
      <FailureNotice failure={failure} />
      <VisuallyHidden component="output">{announcement}</VisuallyHidden>
      {rows.length === 0 ? (
        <p className={classes.none}>{t('user.noSessions')}</p>
      ) : (
        <div className={classes.tall}>
          <DataTable
            bare
            layout="fill"
            minWidth="46rem"
            label={t('user.sessionsLabel')}
            columns={columns}
            rows={rows}
            getId={getId}
            firstSort={{ column: 'lastUse', descending: true }}
            isWorking={(id) => workingIds.has(id)}
            onOpen={(id) => setOpened(sessions.get(id))}
            onDelete={(id) => {
              const session = sessions.get(id);
              if (session !== undefined && !workingIds.has(id))
                setWish({ kind: 'some', sessions: [session] });
            }}
          />
        </div>
      )}
      <SessionDrawer
        session={opened}
        working={opened !== undefined && workingIds.has(opened.id)}
        withUserLink={false}
        onEnd={(session) => setWish({ kind: 'some', sessions: [session] })}
        onClose={() => setOpened(undefined)}
      />
      <EndDialog
        wish={wish}
        onClose={() => setWish(undefined)}
        onConfirm={(confirmed) => {
          setWish(undefined);
          endSessions(confirmed);
        }}
      />
    </Panel>
  );
}
