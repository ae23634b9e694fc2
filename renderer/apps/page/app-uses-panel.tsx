import { Text } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppUse } from '../../../shared/model/app.ts';
import { useMirror } from '../../authority/use-mirror.ts';
import { FailureNotice } from '../../pieces/failure-notice.tsx';
import { linkTo } from '../../pieces/link-to.ts';
import { Moment } from '../../pieces/moment.tsx';
import { useDeviceWords } from '../../pieces/use-device-words.ts';
import { DataTable, type DataColumn } from '../../ui/data-table.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { TextFilter, useMatchingRows } from '../../ui/text-filter.tsx';
import classes from './app-screen.module.css';
import type { AppHistory } from './use-app-history.ts';

const getId = (use: AppUse): string => use.sessionId;
const none: readonly AppUse[] = [];

/** Who was let in, and when; whether the session is still live is true now, not when it was asked. */
export function AppUsesPanel({ history }: { readonly history: AppHistory }) {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  const { answer, failure, retry } = history;
  const uses = answer?.uses;
  const columns = useUseColumns();
  const [text, setText] = useState('');
  const textOf = useCallback(
    ({ userName, device }: AppUse): string => `${userName}\n${toDevice(device)}`,
    [toDevice],
  );
  const rows = useMatchingRows(uses ?? none, text, textOf);
  return (
    <Panel title={t('uses.title')} description={t('uses.description')} flush>
      {failure !== undefined && (
        <div className={classes.inset}>
          <FailureNotice failure={failure} onRetry={retry} />
        </div>
      )}
      {uses === undefined && failure === undefined && <SkeletonRows rows={3} />}
      {uses?.length === 0 && (
        <Text c="dimmed" className={classes.inset}>
          {t('uses.none')}
        </Text>
      )}
      {uses !== undefined && uses.length > 0 && (
        <div className={classes.tall}>
          <DataTable
            layout="fill"
            bare
            label={t('uses.title')}
            columns={columns}
            rows={rows}
            getId={getId}
            firstSort={{ column: 'at', descending: true }}
            list={{
              name: 'let-in-to-app',
              title: t('uses.title'),
              question: text,
              narrowed: [text],
              bar: (
                <TextFilter
                  label={t('ui.table.filter', { list: t('uses.title') })}
                  value={text}
                  onChange={setText}
                />
              ),
            }}
          />
        </div>
      )}
    </Panel>
  );
}

function useUseColumns(): readonly DataColumn<AppUse>[] {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  const users = useMirror((mirror) => mirror.users);
  const sessions = useMirror((mirror) => mirror.sessions);
  return useMemo(() => {
    const idOf = new Map([...users.values()].map(({ id, name }) => [name, id]));
    return [
      {
        id: 'user',
        title: t('sessions.user'),
        width: '26%',
        sortValue: ({ userName }) => userName,
        exportValue: ({ userName }) => userName,
        cell: ({ userName }) => {
          const id = idOf.get(userName);
          if (id === undefined) return userName;
          return (
            <a href={linkTo('users', id)} className={classes.link}>
              {userName}
            </a>
          );
        },
      },
      {
        id: 'device',
        title: t('sessions.device'),
        sortValue: ({ device }) => toDevice(device),
        exportValue: ({ device }) => toDevice(device),
        cell: ({ device }) => toDevice(device),
      },
      {
        id: 'at',
        title: t('uses.at'),
        width: '10rem',
        sortValue: ({ at }) => Date.parse(at),
        exportValue: ({ at }) => at,
        cell: ({ at }) => <Moment iso={at} />,
      },
      {
        id: 'live',
        title: t('uses.session'),
        width: '10rem',
        sortValue: ({ sessionId }) => Number(sessions.has(sessionId)),
        exportValue: ({ sessionId, live }) =>
          t(live && sessions.has(sessionId) ? 'session.live' : 'session.ended'),
        cell: ({ sessionId, live }) =>
          live && sessions.has(sessionId) ? (
            <Mark tone="ok">{t('session.live')}</Mark>
          ) : (
            <Mark tone="quiet">{t('session.ended')}</Mark>
          ),
      },
    ];
  }, [t, toDevice, users, sessions]);
}
