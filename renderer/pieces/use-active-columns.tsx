import { Button } from '@mantine/core';
import { useMemo, useRef, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../shared/model/session.ts';
import type { DataColumn } from '../ui/data-table.tsx';
import { Mark } from '../ui/mark.tsx';
import { getIdTail } from './get-id-tail.ts';
import { Moment } from './moment.tsx';
import { SessionClassCell } from './session-class-cell.tsx';
import classes from './session-columns.module.css';

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
  const onEndRef = useRef(onEnd);
  useEffect(() => {
    onEndRef.current = onEnd;
  });
  const all = useMemo<readonly DataColumn<SessionView>[]>(
    () => [
      {
        id: 'user',
        title: t('sessions.user'),
        sortValue: ({ userName }) => userName,
        cell: ({ userName }) => <span className={classes.user}>{userName}</span>,
      },
      {
        id: 'device',
        title: t('sessions.device'),
        width: '16%',
        sortValue: ({ device }) => device,
        cell: (session) => (
          <>
            <span className={classes.device}>{session.device}</span>
            <span className={classes.second}>
              <span className={classes.tail}>{getIdTail(session.id)}</span>
            </span>
          </>
        ),
      },
      {
        id: 'class',
        title: t('sessions.class'),
        width: '5.25rem',
        sortValue: ({ class: of, counts }) => `${of} ${counts}`,
        cell: (session) => <SessionClassCell session={session} />,
      },
      {
        id: 'apps',
        title: t('sessions.apps'),
        cell: ({ apps }) => <span className={classes.apps}>{apps.length === 0 ? '–' : apps.join(', ')}</span>,
      },
      {
        id: 'signedIn',
        title: t('sessions.signedIn'),
        width: '6.75rem',
        sortValue: ({ signedInAt }) => Date.parse(signedInAt),
        cell: ({ signedInAt }) => <Moment iso={signedInAt} />,
      },
      {
        id: 'lastUse',
        title: t('sessions.lastUse'),
        width: '6.25rem',
        sortValue: ({ lastUsedAt }) => Date.parse(lastUsedAt),
        cell: ({ lastUsedAt }) => <Moment iso={lastUsedAt} />,
      },
      {
        id: 'address',
        title: t('sessions.address'),
        width: '7.5rem',
        sortValue: ({ address }) => address,
        cell: ({ address }) => address,
      },
      {
        id: 'expires',
        title: t('sessions.expires'),
        width: '6.25rem',
        sortValue: ({ expiresAt }) => Date.parse(expiresAt),
        cell: (session) => (
          <>
            <Moment iso={session.expiresAt} />
            <span className={classes.second}>{t(`sessions.expiresBy.${session.expiresBy}`)}</span>
          </>
        ),
      },
      {
        id: 'act',
        title: t('sessions.act'),
        titleHidden: true,
        align: 'end',
        width: '7.25rem',
        cell: (session) =>
          workingIds.has(session.id) ? (
            <Mark tone="working">{t('sessions.ending')}</Mark>
          ) : (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('sessions.endOne', { user: session.userName, device: session.device })}
              onClick={() => onEndRef.current(session)}
            >
              {t('sessions.end')}
            </Button>
          ),
      },
    ],
    [t, workingIds],
  );
  return useMemo(
    () =>
      ofOneUser
        ? all
            .filter(({ id }) => !leftOut.includes(id))
            .map((column) => (column.id === 'device' ? { ...column, width: '30%' } : column))
        : all,
    [all, ofOneUser],
  );
}
