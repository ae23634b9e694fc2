import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch, IconUsers } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserView } from '../../shared/model/user.ts';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { AddUserDialog } from '../pieces/add-user-dialog.tsx';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { Screen } from '../ui/screen.tsx';
import { CodeDialog } from './code-dialog.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { DisableDialog } from './disable-dialog.tsx';
import { EditUserDialog } from './edit-user-dialog.tsx';
import { EndAllDialog } from './end-all-dialog.tsx';
import { useUserColumns, type UserAct } from './use-user-columns.tsx';
import classes from './users-screen.module.css';

const getId = (user: UserView): string => user.id;

export function UsersScreen() {
  const { t } = useTranslation();
  const users = useMirror((mirror) => mirror.users);
  const [filter, setFilter] = useState('');
  const [adding, setAdding] = useState(false);
  const [task, setTask] = useState<{ readonly act: UserAct; readonly userId: string }>();
  const rows = useMemo(() => {
    const wanted = filter.normalize('NFKC').trim().toLowerCase();
    return [...users.values()].filter((user) =>
      `${user.name}\n${user.displayName}\n${user.email}`.toLowerCase().includes(wanted),
    );
  }, [users, filter]);
  const enable = useCommand((client, id: string) => client.users.set({ id, disabled: false }));
  const columns = useUserColumns((act, { id }) => {
    if (act === 'enable') void enable.run(id);
    else setTask({ act, userId: id });
  });
  // From the mirror, so that a dialog shows what is true now; a user deleted elsewhere closes it.
  const user = task === undefined ? undefined : users.get(task.userId);
  const close = (): void => setTask(undefined);
  const dialogFor = (act: UserAct) => ({ user: task?.act === act ? user : undefined, onClose: close });

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
          <TextInput
            className={classes.filter}
            aria-label={t('users.filter')}
            placeholder={t('users.filterPlaceholder')}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
          />
          <FailureNotice failure={enable.failure} />
          <DataTable
            layout="fill"
            minWidth="50rem"
            label={t('users.tableLabel')}
            columns={columns}
            rows={rows}
            getId={getId}
            firstSort={{ column: 'name', descending: false }}
            onDelete={(id) => setTask({ act: 'delete', userId: id })}
          />
        </>
      )}
      <AddUserDialog opened={adding} onClose={() => setAdding(false)} />
      <EditUserDialog {...dialogFor('edit')} />
      <CodeDialog {...dialogFor('code')} />
      <EndAllDialog {...dialogFor('end')} />
      <DisableDialog {...dialogFor('disable')} />
      <DeleteDialog {...dialogFor('delete')} />
    </Screen>
  );
}
