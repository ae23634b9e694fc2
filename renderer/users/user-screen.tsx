import { Badge, Button } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { UserView } from '../../shared/model/user.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { linkTo } from '../pieces/link-to.ts';
import { Empty } from '../ui/empty.tsx';
import { Mark } from '../ui/mark.tsx';
import { Screen } from '../ui/screen.tsx';
import { stateTones } from './use-user-columns.tsx';
import { useUserTasks, type UserTasks } from './use-user-tasks.ts';
import { UserDialogs } from './user-dialogs.tsx';
import { UserHistoryPanel } from './user-history-panel.tsx';
import { UserProfilePanel } from './user-profile-panel.tsx';
import { UserRulesPanel } from './user-rules-panel.tsx';
import classes from './user-screen.module.css';
import { UserSessionsPanel } from './user-sessions-panel.tsx';

/** Everything about one user: who, where signed in, which rule holds and where it comes from, what happened. */
export function UserScreen({ userId }: { readonly userId: string }) {
  const { t } = useTranslation();
  const user = useMirror((mirror) => mirror.users.get(userId));
  const tasks = useUserTasks();
  if (user === undefined) {
    return (
      <Screen title={t('user.goneTitle')}>
        <Empty
          framed
          icon={IconUserQuestion}
          title={t('user.goneHeading')}
          action={
            <Button component="a" href={linkTo('users')} variant="default">
              {t('user.back')}
            </Button>
          }
        >
          {t('user.goneBody')}
        </Empty>
      </Screen>
    );
  }
  return (
    <Screen
      title={user.name}
      back={{ href: linkTo('users'), label: t('user.back') }}
      description={<Head user={user} />}
      actions={<Acts user={user} start={tasks.start} />}
    >
      <FailureNotice failure={tasks.failure} />
      <div className={classes.columns}>
        <UserRulesPanel user={user} />
        <UserProfilePanel user={user} onRemoveSecondFactor={() => tasks.start('second-factor', user.id)} />
      </div>
      <UserSessionsPanel user={user} onEndAll={() => tasks.start('end', user.id)} />
      <UserHistoryPanel user={user} />
      <UserDialogs act={tasks.act} user={tasks.user} close={tasks.close} />
    </Screen>
  );
}

function Head({ user }: { readonly user: UserView }) {
  const { t } = useTranslation();
  return (
    <span className={classes.head}>
      <Mark tone={stateTones[user.state]}>{t(`users.states.${user.state}`)}</Mark>
      {user.displayName !== '' && <span>{user.displayName}</span>}
      {user.admin && (
        <Badge size="sm" variant="light" tt="none" fw={500}>
          {t('users.admin')}
        </Badge>
      )}
    </span>
  );
}

function Acts({ user, start }: { readonly user: UserView; readonly start: UserTasks['start'] }) {
  const { t } = useTranslation();
  const isDisabled = user.state === 'disabled';
  return (
    <>
      <Button onClick={() => start('edit', user.id)}>{t('users.edit')}</Button>
      <Button variant="default" onClick={() => start('code', user.id)}>
        {t('users.code')}
      </Button>
      <Button variant="default" onClick={() => start(isDisabled ? 'enable' : 'disable', user.id)}>
        {t(isDisabled ? 'users.enable' : 'users.disable')}
      </Button>
      <Button variant="default" c="var(--mantine-color-error)" onClick={() => start('delete', user.id)}>
        {t('users.delete')}
      </Button>
    </>
  );
}
