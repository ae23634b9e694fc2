import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportDone } from '../../../shared/model/user-import.ts';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { leaveScreen } from '../hold-screen.ts';
import { linkTo } from '../link-to.ts';
import { UserCodes } from '../user-codes/user-codes.tsx';
import { UndoImportDialog } from './undo-import-dialog.tsx';
import { UndoneNotice } from './undone-notice.tsx';
import { useShortList } from './use-short-list.ts';
import { useUndoImport } from './use-undo-import.ts';
import classes from './user-import.module.css';

interface Properties {
  readonly done: ImportDone;
  readonly onAnother: () => void;
  readonly withUsersLink?: boolean;
}

/** The third step: what was done, the way back, and what the new users need to come in. */
export function ImportResult({ done, onAnother, withUsersLink = true }: Properties) {
  const { t } = useTranslation();
  const { undo, undone, working, failure, clear } = useUndoImport();
  const toList = useShortList();
  const [asking, setAsking] = useState(false);
  const headRef = useRef<HTMLDivElement>(null);
  useEffect(() => headRef.current?.focus(), [undone]);
  const { id, added, changed, groups = [], unchanged, skipped, ended } = done;
  /** Then what is to be done next is there, and not on another screen. */
  const withCodes = undone === undefined && added.length > 0;
  return (
    <div className={classes.result}>
      <div ref={headRef} tabIndex={-1} className={classes.summary}>
        {undone !== undefined ? (
          <UndoneNotice undone={undone} />
        ) : (
          <Notice
            tone="ok"
            title={t('importUsers.done')}
            actions={
              id !== undefined && (
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconArrowBackUp size={16} aria-hidden />}
                  onClick={() => setAsking(true)}
                >
                  {t('undoImport.open')}
                </Button>
              )
            }
          >
            <ul className={classes.counts}>
              <li>{t('importUsers.added', { count: added.length })}</li>
              <li>{t('importUsers.changed', { count: changed.length })}</li>
              {groups.length > 0 && (
                <li>{t('importUsers.groupsMade', { names: toList(groups.map(({ name }) => name)) })}</li>
              )}
              {unchanged > 0 && <li>{t('importUsers.unchanged', { count: unchanged })}</li>}
              {skipped > 0 && <li>{t('importUsers.skipped', { count: skipped })}</li>}
              {ended.length > 0 && <li>{t('end.done', { count: ended.length })}</li>}
            </ul>
          </Notice>
        )}
      </div>
      {withCodes && (
        <Panel
          title={t('importUsers.codesTitle')}
          description={t('importUsers.codesDescription', { count: added.length })}
        >
          <UserCodes users={added} />
        </Panel>
      )}
      <div className={classes.acts}>
        <Button variant="default" onClick={() => leaveScreen(onAnother)}>
          {t('importUsers.another')}
        </Button>
        {withUsersLink && (
          <Button component="a" href={linkTo('users')} variant={withCodes ? 'default' : 'filled'}>
            {t('importUsers.toUsers')}
          </Button>
        )}
      </div>
      <UndoImportDialog
        opened={asking}
        added={added.length}
        changed={changed.length}
        groups={groups.length}
        working={working}
        failure={failure}
        onConfirm={() => {
          void undo(id ?? '').then((ok) => {
            if (ok) setAsking(false);
          });
        }}
        onClose={() => {
          setAsking(false);
          clear();
        }}
      />
    </div>
  );
}
