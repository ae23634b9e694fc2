import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../shared/model/session.ts';
import type { DataColumn } from '../ui/data-table.tsx';
import { getIdTail } from './get-id-tail.ts';
import { Moment } from './moment.tsx';
import { SessionClassCell } from './session-class-cell.tsx';
import classes from './session-columns.module.css';

/** @param ofOneUser all are of one user: who, need not be said */
export function useEndedColumns(ofOneUser = false): readonly DataColumn<SessionView>[] {
  const { t } = useTranslation();
  const all = useMemo<readonly DataColumn<SessionView>[]>(
    () => [
      {
        id: 'user',
        title: t('sessions.user'),
        width: '15%',
        sortValue: ({ userName }) => userName,
        cell: ({ userName }) => <span className={classes.user}>{userName}</span>,
      },
      {
        id: 'device',
        title: t('sessions.device'),
        width: '19%',
        sortValue: ({ device }) => device,
        cell: ({ device, id }) => (
          <>
            <span className={classes.device}>{device}</span>
            <span className={classes.second}>
              <span className={classes.tail}>{getIdTail(id)}</span>
            </span>
          </>
        ),
      },
      {
        id: 'class',
        title: t('sessions.class'),
        width: '5.25rem',
        sortValue: ({ class: of }) => of,
        cell: (session) => <SessionClassCell session={session} />,
      },
      {
        id: 'ended',
        title: t('sessions.endedAt'),
        width: '8.5rem',
        sortValue: ({ ended }) => (ended === undefined ? 0 : Date.parse(ended.at)),
        cell: ({ ended }) => ended && <Moment iso={ended.at} />,
      },
      {
        id: 'reason',
        title: t('sessions.reason'),
        sortValue: ({ ended }) => ended?.reason ?? '',
        cell: ({ ended }) =>
          ended && (
            <>
              {t(`reasons.${ended.reason}`)}
              {ended.by !== undefined && (
                <span className={classes.second}>{t('sessions.by', { by: ended.by })}</span>
              )}
            </>
          ),
      },
      {
        id: 'signedIn',
        title: t('sessions.signedIn'),
        width: '8.5rem',
        sortValue: ({ signedInAt }) => Date.parse(signedInAt),
        cell: ({ signedInAt }) => <Moment iso={signedInAt} />,
      },
      {
        id: 'address',
        title: t('sessions.address'),
        width: '9rem',
        sortValue: ({ address }) => address,
        cell: ({ address }) => address,
      },
    ],
    [t],
  );
  return useMemo(() => (ofOneUser ? all.filter(({ id }) => id !== 'user') : all), [all, ofOneUser]);
}
