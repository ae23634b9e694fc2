import { Button, TextInput, VisuallyHidden } from '@mantine/core';
import { IconDeviceLaptop, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../shared/model/session.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { EndDialog, type EndWish } from '../pieces/end-dialog.tsx';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { SessionDrawer } from '../pieces/session-drawer.tsx';
import { useActiveColumns } from '../pieces/use-active-columns.tsx';
import { useEndSessions } from '../pieces/use-end-sessions.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { matchesFilter } from './matches-filter.ts';
import classes from './sessions-screen.module.css';

const getId = (session: SessionView): string => session.id;
const none: ReadonlySet<string> = new Set();

export function ActiveSessions() {
  const { t } = useTranslation();
  const sessions = useMirror((mirror) => mirror.sessions);
  const [filter, setFilter] = useState('');
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(none);
  const [wish, setWish] = useState<EndWish>();
  const [opened, setOpened] = useState<SessionView>();
  const { endSessions, workingIds, failure, announcement } = useEndSessions();

  const rows = useMemo(
    () => [...sessions.values()].filter((session) => matchesFilter(session, filter)),
    [sessions, filter],
  );
  // What is chosen and no longer shown, or no longer there, must not be ended by a click meant for the rest.
  const chosen = useMemo(() => rows.filter(({ id }) => chosenIds.has(id)), [rows, chosenIds]);

  const columns = useActiveColumns({
    workingIds,
    onEnd: (session) => setWish({ kind: 'some', sessions: [session] }),
  });

  // The drawer of the last one stays open to say why it ended.
  if (sessions.size === 0 && opened === undefined) {
    return (
      <div className={classes.frame}>
        <Empty icon={IconDeviceLaptop} title={t('sessions.emptyTitle')}>
          {t('sessions.emptyBody')}
        </Empty>
      </div>
    );
  }
  const filtered = filter.trim() !== '';
  return (
    <>
      <div className={classes.bar}>
        <TextInput
          className={classes.filter}
          aria-label={t('sessions.filter')}
          placeholder={t('sessions.filterPlaceholder')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        <div className={classes.acts}>
          {chosen.length > 0 && (
            <>
              <Button variant="subtle" onClick={() => setChosenIds(none)}>
                {t('sessions.clear')}
              </Button>
              <Button color="red.9" onClick={() => setWish({ kind: 'some', sessions: chosen })}>
                {t('sessions.endChosen', { count: chosen.length })}
              </Button>
            </>
          )}
          {chosen.length === 0 && filtered && rows.length > 0 && (
            <Button variant="default" onClick={() => setWish({ kind: 'some', sessions: rows })}>
              {t('sessions.endMatching', { count: rows.length })}
            </Button>
          )}
          {chosen.length === 0 && !filtered && (
            <Button variant="default" onClick={() => setWish({ kind: 'everyone', count: sessions.size })}>
              {t('sessions.endEveryone')}
            </Button>
          )}
        </div>
      </div>
      <FailureNotice failure={failure} />
      <VisuallyHidden component="output">{announcement}</VisuallyHidden>
      <DataTable
        layout="fill"
        minWidth="62rem"
        label={t('sessions.tableLabel')}
        columns={columns}
        rows={rows}
        getId={getId}
        firstSort={{ column: 'signedIn', descending: true }}
        isWorking={(id) => workingIds.has(id)}
        onOpen={(id) => setOpened(sessions.get(id))}
        onDelete={(id) => {
          const session = sessions.get(id);
          if (session !== undefined && !workingIds.has(id)) setWish({ kind: 'some', sessions: [session] });
        }}
        selection={{
          ids: chosenIds,
          onChange: setChosenIds,
          labelAll: t('sessions.chooseAll'),
          labelRow: (id) => {
            const session = sessions.get(id);
            return t('sessions.choose', { user: session?.userName ?? '', device: session?.device ?? '' });
          },
        }}
      />
      <SessionDrawer
        session={opened}
        working={opened !== undefined && workingIds.has(opened.id)}
        onEnd={(session) => setWish({ kind: 'some', sessions: [session] })}
        onClose={() => setOpened(undefined)}
      />
      <EndDialog
        wish={wish}
        onClose={() => setWish(undefined)}
        onConfirm={(confirmed) => {
          setWish(undefined);
          setChosenIds(none);
          endSessions(confirmed);
        }}
      />
    </>
  );
}
