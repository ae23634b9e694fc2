import { Button } from '@mantine/core';
import { IconApps, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppView } from '../../shared/model/app.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { Screen } from '../ui/screen.tsx';
import { AddAppDialog } from './add-app-dialog.tsx';
import { BackgroundDialog } from './background-dialog.tsx';
import classes from './apps-screen.module.css';
import { RemoveAppDialog } from './remove-app-dialog.tsx';
import { useAppColumns } from './use-app-columns.tsx';

const getId = (app: AppView): string => app.id;

export function AppsScreen() {
  const { t } = useTranslation();
  const apps = useMirror((mirror) => mirror.apps);
  const rows = useMemo(() => [...apps.values()], [apps]);
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<AppView>();
  const [polling, setPolling] = useState<AppView>();
  const columns = useAppColumns({ onRemove: setRemoving, onBackground: setPolling });
  const addButton = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
      {t('apps.add')}
    </Button>
  );
  return (
    <Screen
      title={t('apps.title')}
      description={t('apps.description')}
      layout="fill"
      actions={rows.length > 0 && addButton}
    >
      {rows.length === 0 ? (
        <div className={classes.frame}>
          <Empty icon={IconApps} title={t('apps.emptyTitle')} action={addButton}>
            {t('apps.emptyBody')}
          </Empty>
        </div>
      ) : (
        <DataTable
          layout="fill"
          minWidth="44rem"
          label={t('apps.tableLabel')}
          columns={columns}
          rows={rows}
          getId={getId}
          firstSort={{ column: 'name', descending: false }}
          onDelete={(id) => setRemoving(apps.get(id))}
        />
      )}
      <AddAppDialog opened={adding} onClose={() => setAdding(false)} />
      <BackgroundDialog app={polling} onClose={() => setPolling(undefined)} />
      <RemoveAppDialog app={removing} onClose={() => setRemoving(undefined)} />
    </Screen>
  );
}
