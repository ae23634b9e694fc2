import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupView } from '../../shared/model/backup.ts';
import { tidyPath } from '../../shared/tidy-path.ts';
import { getAuthorityNow } from '../authority/authority-store.ts';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { ChoosePathButton } from '../pieces/choose-path-button.tsx';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { BackupFacts } from '../pieces/backup-facts.tsx';
import { proposeBackupPath } from './propose-backup-path.ts';
import { joinPath, splitPath } from './split-path.ts';

interface Properties {
  readonly made: BackupView | undefined;
  readonly onMade: (backup: BackupView) => void;
}

export function CreateBackupPanel({ made, onMade }: Properties) {
  const { t } = useTranslation();
  const dataDir = useMirror((mirror) => mirror.status.dataDir);
  const [path, setPath] = useState(() => proposeBackupPath(dataDir, getAuthorityNow()));
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const create = useCommand((client) =>
    client.backup.create({ path: tidyPath(path), ...(passphrase === '' ? {} : { passphrase }) }),
  );
  const differs = passphrase !== again;

  const submit = async (): Promise<void> => {
    setTried(true);
    create.clear();
    if (tidyPath(path) === '' || differs) return;
    const result = await create.run();
    if (!result.ok) return;
    onMade(result.answer.backup);
    setPath(proposeBackupPath(dataDir, getAuthorityNow()));
    setPassphrase('');
    setAgain('');
    setTried(false);
  };
  return (
    <Panel title={t('createBackup.title')} description={t('createBackup.description')}>
      <form
        // What was said of the last try is not about what is typed now.
        onChange={create.clear}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="md" maw="40rem">
          <div>
            <TextInput
              dir="ltr"
              data-place="create-backup"
              label={t('createBackup.path')}
              description={t('createBackup.pathDescription')}
              value={path}
              maxLength={4096}
              error={tried && tidyPath(path) === '' && t('createBackup.pathMissing')}
              onChange={(event) => setPath(event.currentTarget.value)}
            />
            <ChoosePathButton
              kind="folder"
              from={splitPath(tidyPath(path)).folder}
              onChosen={(folder) => {
                create.clear();
                setPath(joinPath(folder, splitPath(tidyPath(path)).name));
              }}
            />
          </div>
          <Group grow align="flex-start">
            <PasswordField
              label={t('createBackup.passphrase')}
              value={passphrase}
              autoComplete="new-password"
              onChange={(event) => setPassphrase(event.currentTarget.value)}
            />
            <PasswordField
              label={t('createBackup.again')}
              value={again}
              autoComplete="new-password"
              disabled={passphrase === '' && again === ''}
              error={tried && differs && t('createBackup.differs')}
              onChange={(event) => setAgain(event.currentTarget.value)}
            />
          </Group>
          <Notice tone={passphrase === '' ? 'info' : 'warn'}>
            {t(passphrase === '' ? 'createBackup.open' : 'createBackup.lost')}
          </Notice>
          <FailureNotice failure={create.failure} />
          <Group>
            <Button type="submit" loading={create.working}>
              {t('createBackup.act')}
            </Button>
          </Group>
          {made !== undefined && create.failure === undefined && (
            <Notice tone="ok" title={t('createBackup.done')}>
              <BackupFacts backup={made} />
            </Notice>
          )}
        </Stack>
      </form>
    </Panel>
  );
}
