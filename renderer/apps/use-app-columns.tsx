import { Menu } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppView, CoverageLevel } from '../../shared/model/app.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { AddressText } from '../pieces/address-text.tsx';
import { linkTo } from '../pieces/link-to.ts';
import { Moment } from '../pieces/moment.tsx';
import { ActsMenu } from '../ui/acts-menu.tsx';
import type { DataColumn } from '../ui/data-table.tsx';
import { Mark } from '../ui/mark.tsx';
import classes from './apps-screen.module.css';
import { CoverageMark } from './coverage-mark.tsx';
import { HealthMark } from './health-mark.tsx';
import { HeldBy } from './held-by.tsx';
import type { AppAct } from './use-app-tasks.ts';
import { wordHealth } from './word-health.ts';

/** The loosest last. */
const coverageRanks = { every_request: 0, sign_in_only: 1, bypassable: 2 } as const satisfies Record<
  CoverageLevel,
  number
>;

/** The function must stay the same. */
export function useAppColumns(onAct: (act: AppAct, appId: string) => void): readonly DataColumn<AppView>[] {
  const { t } = useTranslation();
  const groups = useMirror((mirror) => mirror.groups);
  return useMemo(() => {
    const nameGroups = (app: AppView): string =>
      groups
        .filter(({ id }) => app.groups.includes(id))
        .map(({ name }) => name)
        .join(', ');
    return [
      {
        id: 'name',
        title: t('apps.name'),
        width: '18%',
        least: 8,
        sortValue: ({ name }) => name,
        exportValue: ({ name }) => name,
        cell: (app) => (
          <>
            <a href={linkTo('apps', app.id)} className={classes.name}>
              {app.name}
            </a>
            <span className={classes.second}>{t(`apps.kinds.${app.kind}`)}</span>
          </>
        ),
      },
      {
        id: 'url',
        title: t('apps.url'),
        least: 9.5,
        spareRank: 3,
        sortValue: ({ url }) => url,
        exportValue: ({ url }) => url,
        cell: (app) => (
          <span className={classes.states}>
            <span className={classes.address}>
              <AddressText text={app.url} />
            </span>
            {app.url === '' && <span className={classes.second}>{t('apps.noPages')}</span>}
            {app.plainHttp && <Mark tone="bad">{t('apps.plainHttp')}</Mark>}
          </span>
        ),
      },
      {
        id: 'coverage',
        title: t('apps.coverage'),
        width: '10rem',
        sortValue: ({ coverage }) => coverageRanks[coverage],
        exportValue: ({ coverage }) => t(`coverage.${coverage}.short`),
        cell: (app) => (
          <>
            <CoverageMark app={app} />
            <span className={classes.second}>
              <HeldBy app={app} />
            </span>
          </>
        ),
      },
      {
        id: 'health',
        title: t('apps.health'),
        width: '9.5rem',
        sortValue: ({ health }) => health,
        exportValue: (app) => wordHealth(t, app),
        cell: (app) => <State app={app} />,
      },
      {
        id: 'groups',
        title: t('apps.groups'),
        width: '7.25rem',
        spareRank: 2,
        exportValue: (app) => (app.groups.length === 0 ? t('apps.everybody') : nameGroups(app)),
        cell: (app) =>
          app.groups.length === 0 ? (
            <span className={classes.quiet}>{t('apps.everybody')}</span>
          ) : (
            nameGroups(app)
          ),
      },
      {
        id: 'lastUse',
        title: t('apps.lastUse'),
        width: '7rem',
        spareRank: 1,
        exportValue: ({ lastUsedAt }) => lastUsedAt,
        sortValue: ({ lastUsedAt }) => (lastUsedAt === undefined ? 0 : Date.parse(lastUsedAt)),
        cell: ({ lastUsedAt }) =>
          lastUsedAt === undefined ? (
            <span className={classes.quiet}>{t('apps.never')}</span>
          ) : (
            <Moment iso={lastUsedAt} />
          ),
      },
      {
        id: 'acts',
        title: t('apps.acts'),
        titleHidden: true,
        align: 'end',
        width: '3.5rem',
        cell: (app) => <AppMenu app={app} onAct={(act) => onAct(act, app.id)} />,
      },
    ];
  }, [t, onAct, groups]);
}

/** Whether it works, and what of it needs somebody: unconfirmed ends, two people on one device. */
function State({ app }: { readonly app: AppView }) {
  const { t } = useTranslation();
  return (
    <span className={classes.states}>
      <HealthMark app={app} />
      {app.unconfirmedLogouts > 0 && app.health !== 'logout_unconfirmed' && (
        <Mark tone="bad">{t('appHealth.logout_unconfirmed', { count: app.unconfirmedLogouts })}</Mark>
      )}
      {app.mismatch !== undefined && <Mark tone="bad">{t('apps.mismatch')}</Mark>}
    </span>
  );
}

function AppMenu({ app, onAct }: { readonly app: AppView; readonly onAct: (act: AppAct) => void }) {
  const { t } = useTranslation();
  return (
    <ActsMenu label={t('apps.actsFor', { name: app.name })}>
      <Menu.Item component="a" href={linkTo('apps', app.id)}>
        {t('apps.open')}
      </Menu.Item>
      <Menu.Item onClick={() => onAct('edit')}>{t('apps.edit')}</Menu.Item>
      <Menu.Item onClick={() => onAct('rotate')}>{t('apps.rotate')}</Menu.Item>
      <Menu.Divider />
      <Menu.Item c="var(--mantine-color-error)" onClick={() => onAct('remove')}>
        {t('apps.remove')}
      </Menu.Item>
    </ActsMenu>
  );
}
