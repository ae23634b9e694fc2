import { TextInput } from '@mantine/core';
import { IconApps, IconSearch } from '@tabler/icons-react';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppView } from '../../shared/model/app.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { linkTo } from '../pieces/link-to.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { useMatchingRows } from '../ui/text-filter.tsx';
import { useKeptState } from '../ui/use-kept-state.ts';
import { AppDialogs } from './app-dialogs.tsx';
import classes from './apps-screen.module.css';
import { useAppColumns } from './use-app-columns.tsx';
import { useAppTasks } from './use-app-tasks.ts';

const getId = (app: AppView): string => app.id;
const textOf = ({ id, name, url }: AppView): string => [name, url, id].join('\n');
const openApp = (id: string): void => {
  window.location.hash = linkTo('apps', id);
};

/** Every app, how tightly it is held and whether it works. */
export function AppList({ addButton }: { readonly addButton: ReactNode }) {
  const { t } = useTranslation();
  const apps = useMirror((mirror) => mirror.apps);
  const [filter, setFilter] = useKeptState('apps filter', '');
  const { act, app, start, close } = useAppTasks();
  const columns = useAppColumns(start);
  const all = useMemo(() => [...apps.values()], [apps]);
  const rows = useMatchingRows(all, filter, textOf);
  if (apps.size === 0) {
    return (
      <div className={classes.frame}>
        <Empty icon={IconApps} title={t('apps.emptyTitle')} action={addButton}>
          {t('apps.emptyBody')}
        </Empty>
      </div>
    );
  }
  return (
    <>
      <DataTable
        layout="fill"
        label={t('apps.tableLabel')}
        columns={columns}
        rows={rows}
        getId={getId}
        firstSort={{ column: 'name', descending: false }}
        list={{
          name: 'apps',
          title: t('apps.title'),
          question: filter,
          narrowed: [filter],
          bar: (
            <TextInput
              className={classes.filter}
              aria-label={t('apps.filter')}
              placeholder={t('apps.filterPlaceholder')}
              leftSection={<IconSearch size={16} aria-hidden />}
              value={filter}
              onChange={(event) => setFilter(event.currentTarget.value)}
            />
          ),
        }}
        onOpen={openApp}
        onDelete={([id = '']) => start('remove', id)}
      />
      <AppDialogs
        act={act}
        app={app}
        close={close}
        onSnippetChanged={(id) => start('rotate', id)}
        onRotated={() => undefined}
      />
    </>
  );
}
