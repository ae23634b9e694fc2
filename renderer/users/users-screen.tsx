import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch, IconUsers } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserView } from '../../shared/model/user.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { AddUserDialog } from '../pieces/add-user-dialog.tsx';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { linkTo } from '../pieces/link-to.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { Screen } from '../ui/screen.tsx';
import { useUserColumns } from './use-user-columns.tsx';
import { useUserTasks } from './use-user-tasks.ts';
import { UserDialogs } from './user-dialogs.tsx';
import classes from './users-screen.module.css';

const getId = (user: UserView): string => user.id;
const openUser = (id: string): void => {
  window.location.hash = linkTo('users', id);
};

export function UsersScreen() {
  const { t } = useTranslation();
  const users = useMirror((mirror) => mirror.users);
  const [filter, setFilter] = useState('');
  const [adding, setAdding] = useState(false);
  const { act, user, start, close, failure } = useUserTasks();
  const rows = useMemo(() => {
    const wanted = filter.normalize('NFKC').trim().toLowerCase();
    return [...users.values()].filter((user) =>
      `${user.name}\n${user.displayName}\n${user.email}`.toLowerCase().includes(wanted),
    );
  }, [users, filter]);
  const columns = useUserColumns(start);

  return (
    <Screen
      title={t('users.title')}
      description={t('users.description')}
      layout="fill"
      actions={
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
          {t('users.add')}
        </Button>
      }
    >
      {users.size === 0 ? (
        <div className={classes.frame}>
          <Empty icon={IconUsers} title={t('users.emptyTitle')}>
            {t('users.emptyBody')}
          </Empty>
        </div>
      ) : (
        <>
          <FailureNotice failure={failure} />
          <DataTable
            layout="fill"
            minWidth="50rem"
            label={t('users.tableLabel')}
            columns={columns}
            rows={rows}
            getId={getId}
            firstSort={{ column: 'name', descending: false }}
            list={{
              name: 'users',
              title: t('users.title'),
              question: filter,
              bar: (
                <TextInput
                  className={classes.filter}
                  aria-label={t('users.filter')}
                  placeholder={t('users.filterPlaceholder')}
                  leftSection={<IconSearch size={16} aria-hidden />}
                  value={filter}
                  onChange={(event) => setFilter(event.currentTarget.value)}
                />
              ),
            }}
            onOpen={openUser}
            onDelete={(id) => start('delete', id)}
          />
        </>
      )}
      <AddUserDialog opened={adding} onClose={() => setAdding(false)} />
      <UserDialogs act={act} user={user} close={close} />
    </Screen>
  );
}
