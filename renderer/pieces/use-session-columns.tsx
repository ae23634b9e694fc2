import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../shared/model/session.ts';
import { CellLines } from '../ui/cell-lines.tsx';
import type { DataColumn } from '../ui/data-column.ts';
import { getIdTail } from './get-id-tail.ts';
import { Moment } from './moment.tsx';
import classes from './session-columns.module.css';
import { useDeviceWords } from './use-device-words.ts';

type SessionColumn = DataColumn<SessionView>;

/** What live and ended sessions have in common, by name. */
export function useSessionColumns() {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  return useMemo(
    () => ({
      user: {
        id: 'user',
        title: t('sessions.user'),
        sortValue: ({ userName }) => userName,
        exportValue: ({ userName }) => userName,
        cell: ({ userName }) => <span className={classes.user}>{userName}</span>,
      } satisfies SessionColumn,
      device: {
        id: 'device',
        title: t('sessions.device'),
        sortValue: ({ device }) => toDevice(device),
        exportValue: ({ device }) => toDevice(device),
        cell: ({ device, id }) => (
          <CellLines
            below={[
              <span key="tail" className={classes.tail}>
                {getIdTail(id)}
              </span>,
            ]}
          >
            {toDevice(device)}
          </CellLines>
        ),
      } satisfies SessionColumn,
      class: {
        id: 'class',
        title: t('sessions.class'),
        width: '6.25rem',
        sortValue: ({ class: of }) => of,
        exportValue: ({ class: of }) => t(`classes.${of}`),
        cell: ({ class: of }) => t(`classes.${of}`),
      } satisfies SessionColumn,
      method: {
        id: 'method',
        title: t('sessions.method'),
        width: '9rem',
        hiddenAtFirst: true,
        sortValue: ({ method }) => method,
        exportValue: ({ method }) => t(`sessions.methods.${method}`),
        cell: ({ method }) => t(`sessions.methods.${method}`),
      } satisfies SessionColumn,
      apps: {
        id: 'apps',
        title: t('sessions.apps'),
        exportValue: ({ apps }) => apps.join(', '),
        cell: ({ apps }) => <span className={classes.apps}>{apps.length === 0 ? '–' : apps.join(', ')}</span>,
      } satisfies SessionColumn,
      signedIn: {
        id: 'signedIn',
        title: t('sessions.signedIn'),
        width: '6.75rem',
        sortValue: ({ signedInAt }) => Date.parse(signedInAt),
        exportValue: ({ signedInAt }) => signedInAt,
        cell: ({ signedInAt }) => <Moment iso={signedInAt} />,
      } satisfies SessionColumn,
      lastUse: {
        id: 'lastUse',
        title: t('sessions.lastUse'),
        width: '6.25rem',
        sortValue: ({ lastUsedAt }) => Date.parse(lastUsedAt),
        exportValue: ({ lastUsedAt }) => lastUsedAt,
        cell: ({ lastUsedAt }) => <Moment iso={lastUsedAt} />,
      } satisfies SessionColumn,
      lastSeen: {
        id: 'lastSeen',
        title: t('session.lastSeen'),
        width: '6.25rem',
        hiddenAtFirst: true,
        sortValue: ({ lastSeenAt }) => Date.parse(lastSeenAt),
        exportValue: ({ lastSeenAt }) => lastSeenAt,
        cell: ({ lastSeenAt }) => <Moment iso={lastSeenAt} />,
      } satisfies SessionColumn,
      address: {
        id: 'address',
        title: t('sessions.address'),
        width: '7.75rem',
        sortValue: ({ address }) => address,
        exportValue: ({ address }) => address,
        cell: ({ address }) => address,
      } satisfies SessionColumn,
      id: {
        id: 'id',
        title: t('session.id'),
        width: '11rem',
        hiddenAtFirst: true,
        exportValue: ({ id }) => id,
        cell: ({ id }) => <span className={classes.tail}>{id}</span>,
      } satisfies SessionColumn,
    }),
    [t, toDevice],
  );
}
