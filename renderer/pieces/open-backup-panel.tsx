import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupView } from '../../shared/model/backup.ts';
import { tidyPath } from '../../shared/tidy-path.ts';
import { useCommand } from '../authority/use-command.ts';
import { FailureNotice } from './failure-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { BackupFacts } from './backup-facts.tsx';
import { ChoosePathButton } from './choose-path-button.tsx';
import { RestorePart } from './restore-part.tsx';

interface Properties {
  readonly firstPath: string;
  /** A backup was found whole. */
  readonly onChecked?: () => void;
}

/** What is in a backup is shown before any of it can be brought back. */
export function OpenBackupPanel({ firstPath, onChecked }: Properties) {
  const { t } = useTranslation();
  const [path, setPath] = useState(firstPath);
  const [passphrase, setPassphrase] = useState('');
  const [opened, setOpened] = useState<{ readonly backup: BackupView; readonly passphrase: string }>();
  const verdict = useRef<HTMLDivElement>(null);
  // It begins below what is in view: the form above it is high.
  useEffect(() => {
    if (opened === undefined) return;
    verdict.current?.focus({ preventScroll: true });
    verdict.current?.scrollIntoView({ block: 'nearest' });
  }, [opened]);
  const verify = useCommand((client) =>
    client.backup.verify({ path: tidyPath(path), ...(passphrase === '' ? {} : { passphrase }) }),
  );
  const submit = async (): Promise<void> => {
    if (tidyPath(path) === '') return;
    setOpened(undefined);
    const result = await verify.run();
    if (!result.ok) return;
    setOpened({ backup: result.answer.backup, passphrase });
    onChecked?.();
  };
  const choosePath = (chosen: string): void => {
    verify.clear();
    setPath(chosen);
  };
  return (
    <Panel title={t('openBackup.title')} description={t('openBackup.description')}>
      <form
        onChange={verify.clear}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="md" maw="40rem">
          <div>
            <TextInput
              dir="ltr"
              label={t('openBackup.path')}
              description={t('openBackup.pathDescription')}
              value={path}
              maxLength={4096}
              onChange={(event) => setPath(event.currentTarget.value)}
            />
            <ChoosePathButton kind="file" from={tidyPath(path)} onChosen={choosePath} />
          </div>
          <PasswordField
            label={t('openBackup.passphrase')}
            value={passphrase}
            autoComplete="off"
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
          <FailureNotice failure={verify.failure} />
          <Group>
            <Button type="submit" variant="default" loading={verify.working} disabled={tidyPath(path) === ''}>
              {t('openBackup.act')}
            </Button>
          </Group>
        </Stack>
      </form>
      {opened !== undefined && (
        <Stack gap="lg" mt="lg" maw="40rem">
          <div ref={verdict} tabIndex={-1} style={{ scrollMarginBlock: '1.5rem' }}>
            <Notice tone="ok" title={t('openBackup.whole')}>
              <BackupFacts backup={opened.backup} />
            </Notice>
          </div>
          <RestorePart key={opened.backup.path} backup={opened.backup} passphrase={opened.passphrase} />
        </Stack>
      )}
    </Panel>
  );
}
