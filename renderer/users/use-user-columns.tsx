import { ActionIcon, Badge, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserState, UserView } from '../../shared/model/user.ts';
import { Moment } from '../pieces/moment.tsx';
import { useLimitWords } from '../pieces/use-limit-words.ts';
import type { DataColumn } from '../ui/data-table.tsx';
import { Mark, type MarkTone } from '../ui/mark.tsx';
import classes from './users-screen.module.css';

export type UserAct = 'edit' | 'code' | 'end' | 'disable' | 'enable' | 'delete';

const stateTones = { active: 'ok', not_set_up: 'waiting', disabled: 'bad' } as const satisfies Record<
  UserState,
  MarkTone
>;

export function useUserColumns(
  onAct: (act: UserAct, user: UserView) => void,
): readonly DataColumn<UserView>[] {
  const { t } = useTranslation();
  const onActRef = useRef(onAct);
  useEffect(() => {
    onActRef.current = onAct;
  });
  return useMemo(
    () => [
      {
        id: 'name',
        title: t('users.name'),
        sortValue: ({ name }) => name,
        cell: (user) => (
          <>
            <span className={classes.name}>
              <span>{user.name}</span>
              {user.admin && (
                <Badge size="sm" variant="light" tt="none" fw={500}>
                  {t('users.admin')}
                </Badge>
              )}
            </span>
            {user.displayName !== '' && <span className={classes.second}>{user.displayName}</span>}
          </>
        ),
      },
      {
        id: 'state',
        title: t('users.state'),
        width: '9.5rem',
        sortValue: ({ state }) => state,
        cell: ({ state }) => <Mark tone={stateTones[state]}>{t(`users.states.${state}`)}</Mark>,
      },
      {
        id: 'live',
        title: t('users.signedIn'),
        width: '8rem',
        sortValue: ({ liveSessions }) => liveSessions,
        cell: (user) => <Used user={user} />,
      },
      {
        id: 'limit',
        title: t('users.limit'),
        width: '9rem',
        sortValue: ({ effectiveLimit: { value } }) =>
          value === 'unlimited' ? Number.MAX_SAFE_INTEGER : value,
        cell: (user) => <Limit user={user} />,
      },
      {
        id: 'lastSignIn',
        title: t('users.lastSignIn'),
        width: '9rem',
        sortValue: ({ lastSignInAt }) => (lastSignInAt === undefined ? 0 : Date.parse(lastSignInAt)),
        cell: ({ lastSignInAt }) =>
          lastSignInAt === undefined ? t('users.never') : <Moment iso={lastSignInAt} />,
      },
      {
        id: 'acts',
        title: t('users.acts'),
        titleHidden: true,
        align: 'end',
        width: '4rem',
        cell: (user) => <UserMenu user={user} onAct={(act) => onActRef.current(act, user)} />,
      },
    ],
    [t],
  );
}

function Used({ user }: { readonly user: UserView }) {
  const words = useLimitWords();
  const { value } = user.effectiveLimit;
  const over = value !== 'unlimited' && user.liveSessions > value;
  return <span className={over ? classes.over : undefined}>{words.used(user.liveSessions, value)}</span>;
}

function Limit({ user }: { readonly user: UserView }) {
  const words = useLimitWords();
  return (
    <>
      {words.devices(user.effectiveLimit.value)}
      <span className={classes.second}>{words.from(user.effectiveLimit)}</span>
    </>
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
    <Menu position="bottom-end" shadow="md" width={240} withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" aria-label={t('users.actsFor', { name: user.name })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
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
      </Menu.Dropdown>
    </Menu>
  );
}
