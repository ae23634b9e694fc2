import { Button } from '@mantine/core';
import { IconFileImport, IconPlus, IconUsers } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserView } from '../../shared/model/user.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { AddUserDialog } from '../pieces/add-user-dialog.tsx';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { keepLiveIds } from '../pieces/keep-live-ids.ts';
import { linkTo, importUsersPart } from '../pieces/link-to.ts';
import { useKeptState } from '../ui/use-kept-state.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import type { FileToSave } from '../ui/save-file.ts';
import { Screen } from '../ui/screen.tsx';
import { ChosenBar } from './chosen-bar.tsx';
import { exportUsers } from './export-users.ts';
import type { ManyAct } from './many-dialog-properties.ts';
import { ManyDialogs } from './many-dialogs.tsx';
import { filterUsers, noUserFilter } from './user-filter.ts';
import { useUserColumns } from './use-user-columns.tsx';
import { useUserTasks } from './use-user-tasks.ts';
import { UserDialogs } from './user-dialogs.tsx';
import { UsersFilterBar } from './users-filter-bar.tsx';
import { useUserChoices } from './use-user-choices.ts';
import classes from './users-screen.module.css';

const getId = (user: UserView): string => user.id;
const openUser = (id: string): void => {
  window.location.hash = linkTo('users', id);
};
const none: ReadonlySet<string> = new Set();

/** Everybody with an account: one by one, many at once, from a file and into one. */
export function UsersScreen() {
  const { t } = useTranslation();
  const users = useMirror((mirror) => mirror.users);
  const groups = useMirror((mirror) => mirror.groups);
  const [filter, setFilter] = useKeptState('users filter', noUserFilter);
  const [adding, setAdding] = useState(false);
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(none);
  const [manyAct, setManyAct] = useState<ManyAct>();
  const { act, user, start, close, failure } = useUserTasks();
  const rows = useMemo(() => filterUsers(users.values(), filter), [users, filter]);
  // What is chosen and no longer shown, or no longer there, must not be changed by a click meant for the rest.
  const chosen = useMemo(() => rows.filter(({ id }) => chosenIds.has(id)), [rows, chosenIds]);
  // Somebody who is gone is chosen no more, or the list would wait for nobody.
  const tickedIds = useMemo(() => keepLiveIds(chosenIds, (id) => users.has(id)), [chosenIds, users]);
  const columns = useUserColumns(start);
  const { chosen: choices } = useUserChoices(filter);
  const makeFile = (exported: readonly UserView[]): FileToSave => ({
    name: t('users.fileName'),
    content: exportUsers(exported, groups),
  });

  return (
    <Screen
      title={t('users.title')}
      description={t('users.description')}
      layout="fill"
      actions={
        <>
          <Button
            component="a"
            href={linkTo('users', importUsersPart)}
            variant="default"
            leftSection={<IconFileImport size={18} aria-hidden />}
          >
            {t('importUsers.open')}
          </Button>
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
            {t('users.add')}
          </Button>
        </>
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
            label={t('users.tableLabel')}
            columns={columns}
            rows={rows}
            getId={getId}
            firstSort={{ column: 'name', descending: false }}
            list={{
              name: 'users',
              title: t('users.title'),
              question: JSON.stringify(filter),
              narrowed: [
                filter.text,
                ...choices.map(({ field, value }) => t('narrow.chip', { field, value })),
              ],
              bar: <UsersFilterBar filter={filter} onChange={setFilter} />,
              summary: (
                <ChosenBar
                  count={rows.length}
                  chosen={chosen}
                  makeFile={() => makeFile(chosen)}
                  onAct={setManyAct}
                  onClear={() => setChosenIds(none)}
                />
              ),
              makeFile: () => makeFile(rows),
            }}
            onOpen={openUser}
            onDelete={([id = '', ...others]) =>
              others.length === 0 ? start('delete', id) : setManyAct('delete')
            }
            selection={{
              ids: tickedIds,
              onChange: setChosenIds,
              labelAll: t('sessions.chooseAll'),
              labelRow: (id) => t('manyUsers.choose', { name: users.get(id)?.name ?? '' }),
            }}
          />
        </>
      )}
      <AddUserDialog opened={adding} onClose={() => setAdding(false)} />
      <UserDialogs act={act} user={user} close={close} />
      <ManyDialogs act={manyAct} chosen={chosen} onClose={() => setManyAct(undefined)} />
    </Screen>
  );
}
