import { Badge, Menu } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LimitValue } from '../../shared/model/limit.ts';
import type { UserState, UserView } from '../../shared/model/user.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { countPlaces, type Places } from '../pieces/count-places.ts';
import { linkTo } from '../pieces/link-to.ts';
import { Moment } from '../pieces/moment.tsx';
import { useLimitWords } from '../pieces/use-limit-words.ts';
import { ActsMenu } from '../ui/acts-menu.tsx';
import { CellLines } from '../ui/cell-lines.tsx';
import type { DataColumn } from '../ui/data-table.tsx';
import { Mark, type MarkTone } from '../ui/mark.tsx';
import type { UserAct } from './use-user-tasks.ts';
import classes from './users-screen.module.css';

export const stateTones = {
  active: 'ok',
  not_set_up: 'waiting',
  password_reported: 'bad',
  disabled: 'bad',
} as const satisfies Record<UserState, MarkTone>;

export function useUserColumns(
  onAct: (act: UserAct, userId: string) => void,
): readonly DataColumn<UserView>[] {
  const { t } = useTranslation();
  const sessions = useMirror((mirror) => mirror.sessions);
  const groups = useMirror((mirror) => mirror.groups);
  const places = useMemo(() => countPlaces(sessions.values()), [sessions]);
  return useMemo(
    () => [
      {
        id: 'name',
        title: t('users.name'),
        least: 7.5,
        sortValue: ({ name }) => name,
        exportValue: ({ name }) => name,
        cell: (user) => (
          <CellLines className={classes.name} below={[user.displayName !== '' && user.displayName]}>
            <a href={linkTo('users', user.id)} className={classes.link}>
              {user.name}
            </a>
            {user.admin && (
              <Badge size="sm" variant="light" tt="none" fw={500} className={classes.badge}>
                {t('users.admin')}
              </Badge>
            )}
          </CellLines>
        ),
      },
      {
        id: 'groups',
        title: t('users.groups'),
        width: '14%',
        least: 6,
        spareRank: 2,
        exportValue: (user) =>
          groups
            .filter(({ id }) => user.groups.includes(id))
            .map(({ name }) => name)
            .join(', '),
        cell: (user) => (
          <span className={classes.groups}>
            {groups
              .filter(({ id }) => user.groups.includes(id))
              .map(({ name }) => name)
              .join(', ')}
          </span>
        ),
      },
      {
        id: 'state',
        title: t('users.state'),
        width: '8.75rem',
        sortValue: ({ state }) => state,
        exportValue: ({ state }) => t(`users.states.${state}`),
        cell: ({ state }) => <Mark tone={stateTones[state]}>{t(`users.states.${state}`)}</Mark>,
      },
      {
        id: 'live',
        title: t('users.signedIn'),
        width: '7rem',
        spareRank: 4,
        sortValue: ({ liveSessions }) => liveSessions,
        exportValue: ({ liveSessions }) => liveSessions,
        cell: (user) => <Used user={user} places={places.get(user.id)} />,
      },
      {
        id: 'limit',
        title: t('users.limit'),
        width: '8rem',
        sortValue: ({ effectiveLimit: { value } }) =>
          value === 'unlimited' ? Number.MAX_SAFE_INTEGER : value,
        exportValue: ({ effectiveLimit: { value } }) => value,
        cell: (user) => <Limit user={user} />,
      },
      {
        id: 'lastSignIn',
        title: t('users.lastSignIn'),
        width: '7rem',
        spareRank: 3,
        sortValue: ({ lastSignInAt }) => (lastSignInAt === undefined ? 0 : Date.parse(lastSignInAt)),
        exportValue: ({ lastSignInAt }) => lastSignInAt,
        cell: ({ lastSignInAt }) =>
          lastSignInAt === undefined ? t('users.never') : <Moment iso={lastSignInAt} />,
      },
      {
        id: 'secondFactor',
        title: t('users.secondFactor'),
        width: '7rem',
        spareRank: 1,
        sortValue: ({ secondFactor }) => (secondFactor ? 0 : 1),
        cell: ({ secondFactor }) => (
          <Mark tone={secondFactor ? 'ok' : 'quiet'}>
            {t(`users.secondFactors.${secondFactor ? 'on' : 'off'}`)}
          </Mark>
        ),
      },
      {
        id: 'acts',
        title: t('users.acts'),
        titleHidden: true,
        align: 'end',
        width: '3.5rem',
        cell: (user) => <UserMenu user={user} onAct={(act) => onAct(act, user.id)} />,
      },
    ],
    [t, onAct, places, groups],
  );
}

/** What counts under the limit; what does not stands below it. */
function Used({ user, places }: { readonly user: UserView; readonly places: Places }) {
  const { t } = useTranslation();
  const words = useLimitWords();
  const { effectiveLimit, effectiveAppLimit } = user;
  return (
    <CellLines
      below={[
        effectiveAppLimit !== undefined && (places.apps > 0 || user.appLimit !== 'inherit') && (
          <span
            key="apps"
            className={isOver(places.apps, effectiveAppLimit.value) ? classes.over : undefined}
          >
            {t('users.appsUsed', { used: words.used(places.apps, effectiveAppLimit.value) })}
          </span>
        ),
        places.uncounted > 0 && t('users.appsUncounted', { count: places.uncounted }),
      ]}
    >
      {isOver(places.devices, effectiveLimit.value) ? (
        <Mark tone="warn">{words.used(places.devices, effectiveLimit.value)}</Mark>
      ) : (
        words.used(places.devices, effectiveLimit.value)
      )}
    </CellLines>
  );
}

function isOver(count: number, limit: LimitValue): boolean {
  return limit !== 'unlimited' && count > limit;
}

function Limit({ user }: { readonly user: UserView }) {
  const words = useLimitWords();
  return (
    <CellLines below={[words.from(user.effectiveLimit)]}>
      {words.devices(user.effectiveLimit.value)}
    </CellLines>
  );
}

interface MenuProperties {
  readonly user: UserView;
  readonly onAct: (act: UserAct) => void;
}

function UserMenu({ user, onAct }: MenuProperties) {
  const { t } = useTranslation();
  const disabled = user.state === 'disabled';
  return (
    <ActsMenu label={t('users.actsFor', { name: user.name })}>
      <Menu.Item onClick={() => onAct('edit')}>{t('users.edit')}</Menu.Item>
      <Menu.Item onClick={() => onAct('code')}>{t('users.code')}</Menu.Item>
      <Menu.Item disabled={user.liveSessions === 0} onClick={() => onAct('end')}>
        {t('users.end')}
      </Menu.Item>
      <Menu.Divider />
      {disabled ? (
        <Menu.Item onClick={() => onAct('enable')}>{t('users.enable')}</Menu.Item>
      ) : (
        <Menu.Item onClick={() => onAct('disable')}>{t('users.disable')}</Menu.Item>
      )}
      <Menu.Item c="var(--mantine-color-error)" onClick={() => onAct('delete')}>
        {t('users.delete')}
      </Menu.Item>
    </ActsMenu>
  );
}
