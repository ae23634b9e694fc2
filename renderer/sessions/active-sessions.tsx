import { VisuallyHidden } from '@mantine/core';
import { IconDeviceLaptop } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../shared/model/session.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { keepLiveIds } from '../pieces/keep-live-ids.ts';
import { SessionDialogs } from '../pieces/session-dialogs.tsx';
import { useActiveColumns } from '../pieces/use-active-columns.tsx';
import { useDeviceWords } from '../pieces/use-device-words.ts';
import { useSessionTasks } from '../pieces/use-session-tasks.ts';
import { useKeptState } from '../ui/use-kept-state.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { BulkActs } from './bulk-acts.tsx';
import { SessionFilterBar } from './session-filter-bar.tsx';
import { filterSessions, isFiltering, noFilter, type FilterField } from './session-filter.ts';
import classes from './sessions-screen.module.css';
import { useFilterWords } from './use-filter-words.ts';
import { useOpenedByAddress } from './use-opened-by-address.ts';

const getId = (session: SessionView): string => session.id;
const none: ReadonlySet<string> = new Set();
const fields: readonly FilterField[] = ['user', 'device', 'class', 'app', 'address', 'method'];

export function ActiveSessions({ openId }: { readonly openId: string | undefined }) {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  const words = useFilterWords();
  const sessions = useMirror((mirror) => mirror.sessions);
  const [filter, setFilter] = useKeptState('sessions filter', noFilter);
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(none);
  const tasks = useSessionTasks();
  const { workingIds } = tasks;
  useOpenedByAddress(openId, tasks.open);

  // What was ended here is chosen no more. What could not be ended still is, and so is what was not meant.
  const stillChosen = keepLiveIds(chosenIds, (id) => sessions.has(id) || !tasks.isMine(id));
  if (stillChosen !== chosenIds) setChosenIds(stillChosen);

  const filtering = isFiltering(filter);
  const matching = useMemo(
    () => (filtering ? filterSessions(sessions.values(), filter, toDevice) : undefined),
    [sessions, filter, filtering, toDevice],
  );
  // What is chosen and no longer shown, or no longer there, must not be ended by a click meant for the rest.
  const chosen = useMemo(
    () =>
      filterSessions(
        [...chosenIds].flatMap((id) => sessions.get(id) ?? []),
        filter,
        toDevice,
      ),
    [sessions, filter, chosenIds, toDevice],
  );
  const columns = useActiveColumns({ workingIds, onEnd: (session) => tasks.askEnd([session]) });
  const withSession = (act: (session: SessionView) => void) => (id: string) => {
    const session = sessions.get(id);
    if (session !== undefined) act(session);
  };

  // The drawer of the last one stays open to say why it ended.
  if (sessions.size === 0 && tasks.opened === undefined) {
    return (
      <div className={classes.frame}>
        <Empty icon={IconDeviceLaptop} title={t('sessions.emptyTitle')}>
          {t('sessions.emptyBody')}
        </Empty>
      </div>
    );
  }
  return (
    <>
      <FailureNotice failure={tasks.failure} />
      <VisuallyHidden component="output">{tasks.announcement}</VisuallyHidden>
      <DataTable
        layout="fill"
        label={t('sessions.tableLabel')}
        columns={columns}
        rows={matching ?? sessions}
        getId={getId}
        firstSort={{ column: 'signedIn', descending: true }}
        list={{
          name: 'sessions',
          title: t('sessions.tableLabel'),
          question: JSON.stringify(filter),
          narrowed: words.listNarrowed(filter),
          bar: <SessionFilterBar filter={filter} onChange={setFilter} fields={fields} sessions={sessions} />,
          summary: (
            <BulkActs
              chosen={chosen.length}
              matching={matching?.length}
              all={sessions.size}
              onClear={() => setChosenIds(none)}
              onEndChosen={() => tasks.askEnd(chosen)}
              onBlockChosen={() => tasks.askEnd(chosen, true)}
              onEndMatching={() => tasks.askEnd(matching ?? [])}
              onEndEveryone={() => tasks.setWish({ kind: 'everyone', count: sessions.size })}
            />
          ),
        }}
        isWorking={(id) => workingIds.has(id)}
        isMine={tasks.isMine}
        onOpen={withSession(tasks.open)}
        onDelete={(ids) => tasks.askEnd(ids.flatMap((id) => sessions.get(id) ?? []))}
        onRename={withSession(tasks.rename)}
        selection={{
          ids: chosenIds,
          onChange: setChosenIds,
          labelAll: t('sessions.chooseAll'),
          labelRow: (id) => {
            const session = sessions.get(id);
            return t('sessions.choose', {
              user: session?.userName ?? '',
              device: toDevice(session?.device ?? ''),
            });
          },
        }}
      />
      <SessionDialogs tasks={tasks} />
    </>
  );
}
