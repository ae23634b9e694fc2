import { Button } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { use, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importColumns } from '../../../shared/model/user-import.ts';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SaveFileContext } from '../../ui/save-file.ts';
import { writeCsv } from '../../ui/write-csv.ts';
import classes from './user-import.module.css';

const examples = {
  name: ['ann', 'bruno'],
  display_name: ['Ann Weber', 'Bruno Costa'],
  email: ['ann@example.org', ''],
  groups: ['Office|Night shift', 'Office'],
  limit: ['2', 'inherit'],
  policy: ['ask', 'end-least-recent'],
  reserved_seats: ['0', '1'],
} as const satisfies Record<(typeof importColumns)[number], readonly string[]>;

/** What may stand in a file of users, and a file that has it. */
export function ColumnHelp() {
  const { t } = useTranslation();
  const saveFile = use(SaveFileContext);
  const [failed, setFailed] = useState(false);
  const save = (): void => {
    const rows = [0, 1].map((row) => importColumns.map((column) => examples[column][row]));
    saveFile({ name: t('importUsers.exampleName'), content: writeCsv(importColumns, rows) }).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  };
  return (
    <Panel title={t('importUsers.columnsTitle')} description={t('importUsers.columnsDescription')}>
      {failed && (
        <Notice tone="bad" urgent>
          {t('importUsers.notSaved')}
        </Notice>
      )}
      <dl className={classes.columns}>
        {importColumns.map((column) => (
          <div key={column}>
            <dt>
              <code>{column}</code>
            </dt>
            <dd>
              {t(`importUsers.about.${column}`)} <code className={classes.sample}>{examples[column][0]}</code>
            </dd>
          </div>
        ))}
      </dl>
      <Button
        mt="md"
        variant="default"
        size="compact-md"
        leftSection={<IconFileDownload size={16} aria-hidden />}
        onClick={save}
      >
        {t('importUsers.example')}
      </Button>
    </Panel>
  );
}
