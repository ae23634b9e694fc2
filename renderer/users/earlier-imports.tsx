import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../shared/model/user-import.ts';
import { useQuery } from '../authority/use-query.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { Moment } from '../pieces/moment.tsx';
import { UndoImportDialog } from '../pieces/user-import/undo-import-dialog.tsx';
import { UndoneNotice } from '../pieces/user-import/undone-notice.tsx';
import { useUndoImport } from '../pieces/user-import/use-undo-import.ts';
import { Panel } from '../ui/panel.tsx';
import classes from './users-screen.module.css';

/** Imports that can still be taken back. */
export function EarlierImports() {
  const { t } = useTranslation();
  const { result, retry } = useQuery('imports', (client) => client.users.listImports());
  const { undo, undone, working, failure, clear } = useUndoImport();
  const [asked, setAsked] = useState<ImportView>();
  const [asking, setAsking] = useState(false);
  const list = result.state === 'done' ? result.answer : [];
  if (list.length === 0 && undone === undefined && result.state !== 'failed') return null;
  return (
    <Panel title={t('undoImport.earlier')} description={t('undoImport.earlierDescription')}>
      {result.state === 'failed' && <FailureNotice failure={result.failure} onRetry={retry} />}
      {undone !== undefined && <UndoneNotice undone={undone} />}
      <ul className={classes.imports}>
        {list.map((one) => (
          <li key={one.id}>
            <span>
              <Moment iso={one.at} />
              <span className={classes.second}>
                {t('undoImport.counts', {
                  added: t('importUsers.added', { count: one.added }),
                  changed: t('importUsers.changed', { count: one.changed }),
                })}
              </span>
            </span>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                setAsked(one);
                setAsking(true);
              }}
            >
              {t('undoImport.openEarlier')}
            </Button>
          </li>
        ))}
      </ul>
      <UndoImportDialog
        opened={asking}
        added={asked?.added ?? 0}
        changed={asked?.changed ?? 0}
        groups={asked?.groups ?? 0}
        working={working}
        failure={failure}
        onConfirm={() => {
          void undo(asked?.id ?? '').then((ok) => {
            if (!ok) return;
            setAsking(false);
            retry();
          });
        }}
        onClose={() => {
          setAsking(false);
          clear();
        }}
      />
    </Panel>
  );
}
