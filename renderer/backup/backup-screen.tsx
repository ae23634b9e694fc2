import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupView } from '../../shared/model/backup.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { Moment } from '../pieces/moment.tsx';
import { Notice } from '../ui/notice.tsx';
import { Screen } from '../ui/screen.tsx';
import { CreateBackupPanel } from './create-backup-panel.tsx';
import { OpenBackupPanel } from '../pieces/open-backup-panel.tsx';

/** Makes a backup, looks into one, brings one back. */
export function BackupScreen() {
  const { t } = useTranslation();
  const lastBackupAt = useMirror((mirror) => mirror.status.lastBackupAt);
  const [made, setMade] = useState<BackupView>();
  return (
    <Screen title={t('backup.title')} description={t('backup.description')}>
      {lastBackupAt === undefined ? (
        <Notice tone="warn" title={t('backup.none')}>
          {t('backup.noneBody')}
        </Notice>
      ) : (
        <Notice
          tone="ok"
          title={
            <>
              {t('backup.last')} <Moment iso={lastBackupAt} />
            </>
          }
        />
      )}
      <CreateBackupPanel made={made} onMade={setMade} />
      <OpenBackupPanel key={made?.path} firstPath={made?.path ?? ''} />
    </Screen>
  );
}
