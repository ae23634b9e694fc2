import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../shared/model/session.ts';
import { CellLines } from '../ui/cell-lines.tsx';
import type { DataColumn } from '../ui/data-column.ts';
import { Moment } from './moment.tsx';
import classes from './session-columns.module.css';
import { SessionState } from './session-state.tsx';
import { useDeviceWords } from './use-device-words.ts';
import { useSessionColumns } from './use-session-columns.tsx';

interface Options {
  readonly workingIds: ReadonlySet<string>;
  readonly onEnd: (session: SessionView) => void;
  /** All are of one user: who, and what they have reached, stands elsewhere. */
  readonly ofOneUser?: boolean;
}

const leftOut = ['user', 'apps', 'signedIn'];

export function useActiveColumns({
  workingIds,
  onEnd,
  ofOneUser = false,
}: Options): readonly DataColumn<SessionView>[] {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  const common = useSessionColumns();
  const onEndRef = useRef(onEnd);
  useEffect(() => {
    onEndRef.current = onEnd;
  });
  const all = useMemo<readonly DataColumn<SessionView>[]>(
    () => [
      {
        id: 'state',
        title: t('sessions.state'),
        width: '8.25rem',
        // It stands with the user, where there is one.
        hiddenAtFirst: !ofOneUser,
        exportValue: ({ id }) => t(workingIds.has(id) ? 'sessions.ending' : 'sessions.states.live'),
        cell: ({ id }) => <SessionState id={id} working={workingIds.has(id)} />,
      },
      {
        ...common.user,
        width: '7.75rem',
        cell: ({ userName, id }) => (
          <CellLines
            className={classes.user}
            below={[<SessionState key="state" id={id} working={workingIds.has(id)} />]}
          >
            {userName}
          </CellLines>
        ),
      },
      { ...common.device, width: '14%', least: 7.25 },
      { ...common.apps, least: 6, spareRank: 1 },
      common.signedIn,
      common.lastUse,
      common.lastSeen,
      { ...common.address, spareRank: 4 },
      {
        id: 'seat',
        title: t('sessions.seat'),
        width: '6rem',
        spareRank: 3,
        sortValue: ({ counts }) => counts,
        exportValue: ({ counts }) => t(`sessions.counts.${counts}`),
        cell: ({ counts, class: of }) => (
          <CellLines below={[t(`classes.${of}`)]}>{t(`sessions.counts.${counts}`)}</CellLines>
        ),
      },
      { ...common.class, hiddenAtFirst: true },
      common.method,
      {
        id: 'expires',
        title: t('sessions.expires'),
        width: '6.25rem',
        spareRank: 2,
        sortValue: ({ expiresAt }) => Date.parse(expiresAt),
        exportValue: ({ expiresAt }) => expiresAt,
        cell: (session) => (
          <CellLines below={[t(`sessions.expiresBy.${session.expiresBy}`)]}>
            <Moment iso={session.expiresAt} />
          </CellLines>
        ),
      },
      common.id,
      {
        id: 'act',
        title: t('sessions.act'),
        titleHidden: true,
        align: 'end',
        width: '3.5rem',
        cell: (session) => (
          <Tooltip label={t('sessions.end')}>
            <ActionIcon
              variant="default"
              size="md"
              loading={workingIds.has(session.id)}
              aria-label={t('sessions.endOne', { user: session.userName, device: toDevice(session.device) })}
              onClick={() => onEndRef.current(session)}
            >
              <IconLogout size={16} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        ),
      },
    ],
    [t, toDevice, workingIds, common, ofOneUser],
  );
  return useMemo(
    () =>
      ofOneUser
        ? all
            .filter(({ id }) => !leftOut.includes(id))
            .map((column) => (column.id === 'device' ? { ...column, width: '26%' } : column))
        : all,
    [all, ofOneUser],
  );
}
