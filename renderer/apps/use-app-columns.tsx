import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppView } from '../../shared/model/app.ts';
import { Moment } from '../pieces/moment.tsx';
import type { DataColumn } from '../ui/data-table.tsx';
import { Mark } from '../ui/mark.tsx';
import classes from './apps-screen.module.css';

interface Options {
  readonly onRemove: (app: AppView) => void;
  readonly onBackground: (app: AppView) => void;
}

/** Both functions must stay the same. */
export function useAppColumns({ onRemove, onBackground }: Options): readonly DataColumn<AppView>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: 'name',
        title: t('apps.name'),
        width: '22%',
        sortValue: ({ name }) => name,
        cell: (app) => (
          <>
            <span className={classes.name}>{app.name}</span>
            <span className={classes.second}>{t(`apps.kinds.${app.kind}`)}</span>
          </>
        ),
      },
      {
        id: 'url',
        title: t('apps.url'),
        sortValue: ({ url }) => url,
        cell: (app) => (
          <>
            <span className={classes.address}>{app.url}</span>
            {app.plainHttp && <Mark tone="warn">{t('apps.plainHttp')}</Mark>}
          </>
        ),
      },
      {
        id: 'upstream',
        title: t('apps.upstream'),
        sortValue: ({ upstream }) => upstream,
        cell: ({ upstream }) => <span className={classes.address}>{upstream}</span>,
      },
      {
        id: 'lastUse',
        title: t('apps.lastUse'),
        width: '15%',
        sortValue: ({ lastUsedAt }) => (lastUsedAt === undefined ? 0 : Date.parse(lastUsedAt)),
        cell: ({ lastUsedAt }) =>
          lastUsedAt === undefined ? (
            <Mark tone="waiting">{t('apps.neverUsed')}</Mark>
          ) : (
            <Moment iso={lastUsedAt} />
          ),
      },
      {
        id: 'background',
        title: t('apps.background'),
        width: '8.5rem',
        sortValue: ({ backgroundPaths }) => backgroundPaths.length,
        cell: (app) => (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={t('apps.backgroundOf', {
              name: app.name,
              paths: t('apps.paths', { count: app.backgroundPaths.length }),
            })}
            onClick={() => onBackground(app)}
          >
            {t('apps.paths', { count: app.backgroundPaths.length })}
          </Button>
        ),
      },
      {
        id: 'act',
        title: t('apps.act'),
        titleHidden: true,
        align: 'end',
        width: '7rem',
        cell: (app) => (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('apps.removeOne', { name: app.name })}
            onClick={() => onRemove(app)}
          >
            {t('apps.remove')}
          </Button>
        ),
      },
    ],
    [t, onRemove, onBackground],
  );
}
