import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../shared/model/session.ts';
import { CellLines } from '../ui/cell-lines.tsx';
import type { DataColumn } from '../ui/data-column.ts';
import { Moment } from './moment.tsx';
import { useDeviceWords } from './use-device-words.ts';
import { useSessionColumns } from './use-session-columns.tsx';

/** @param ofOneUser all are of one user: who, need not be said */
export function useEndedColumns(ofOneUser = false): readonly DataColumn<SessionView>[] {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  const common = useSessionColumns();
  const all = useMemo<readonly DataColumn<SessionView>[]>(
    () => [
      { ...common.user, width: '14%', least: 7 },
      { ...common.device, width: '17%', least: 8 },
      { ...common.class, spareRank: 1 },
      {
        id: 'ended',
        title: t('sessions.endedAt'),
        width: '7rem',
        sortValue: ({ ended }) => (ended === undefined ? 0 : Date.parse(ended.at)),
        exportValue: ({ ended }) => ended?.at,
        cell: ({ ended }) => ended && <Moment iso={ended.at} />,
      },
      {
        id: 'reason',
        title: t('sessions.reason'),
        least: 10,
        sortValue: ({ ended }) => (ended === undefined ? '' : t(`reasons.${ended.reason}`)),
        exportValue: ({ ended }) => ended && t(`reasons.${ended.reason}`),
        cell: ({ ended }) =>
          ended && (
            <CellLines below={[ended.by !== undefined && t('sessions.by', { by: toDevice(ended.by) })]}>
              {t(`reasons.${ended.reason}`)}
            </CellLines>
          ),
      },
      {
        id: 'by',
        title: t('sessions.byTitle'),
        width: '13%',
        hiddenAtFirst: true,
        sortValue: ({ ended }) => toDevice(ended?.by ?? ''),
        exportValue: ({ ended }) => (ended?.by === undefined ? undefined : toDevice(ended.by)),
        cell: ({ ended }) => toDevice(ended?.by ?? '–'),
      },
      { ...common.signedIn, width: '7rem', spareRank: 3 },
      { ...common.lastUse, width: '7.5rem', hiddenAtFirst: true },
      { ...common.address, width: '7.5rem', spareRank: 2 },
      { ...common.apps, hiddenAtFirst: true },
      common.method,
      common.id,
    ],
    [t, toDevice, common],
  );
  return useMemo(() => (ofOneUser ? all.filter(({ id }) => id !== 'user') : all), [all, ofOneUser]);
}
