import { Button, Group, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupSchedule } from '../../shared/model/backup.ts';
import type { Settings } from '../../shared/model/settings.ts';
import { tidyPath } from '../../shared/tidy-path.ts';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { ChoosePathButton } from '../pieces/choose-path-button.tsx';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { SaveBar } from '../pieces/save-bar.tsx';
import { hasEmptyNumber } from '../ui/has-empty-number.ts';
import { NumberField } from '../ui/number-field.tsx';
import { useDraft, useUnsaved } from '../pieces/use-draft.ts';
import { Panel } from '../ui/panel.tsx';
import { NextBackup } from './backup-list.tsx';
import classes from './schedule-panel.module.css';
import { SchedulePassphrase } from './schedule-passphrase.tsx';

type Draft = Partial<Settings['backup']> & { readonly on?: boolean };
const noDraft = {};

interface Properties {
  /** Undefined while it is asked for. */
  readonly schedule: BackupSchedule | undefined;
  readonly onChanged: () => void;
}

/** Backups by themselves, to a folder or a USB stick. */
export function SchedulePanel({ schedule, onChanged }: Properties) {
  const { t } = useTranslation();
  const inForce = useMirror((mirror) => mirror.settings.backup);
  const dataDir = useMirror((mirror) => mirror.status.dataDir);
  const [draft, setDraft, dropDraft] = useDraft<Draft>('backup/schedule', noDraft);
  const [tried, setTried] = useState(false);
  const wanted = draft.on ?? inForce.folder !== '';
  // What is not shown is not changed either.
  const { folder, everyDays, keep } = wanted ? { ...inForce, ...draft } : inForce;
  const chosen = wanted ? tidyPath(folder) : '';
  const save = useCommand((client) =>
    client.settings.set({
      values: { 'backup.folder': chosen, 'backup.everyDays': everyDays, 'backup.keep': keep },
    }),
  );
  const isFull = /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(chosen);
  const fault = wanted && !isFull ? t('backupSchedule.folderInvalid') : undefined;
  const changed =
    chosen !== inForce.folder ||
    everyDays !== inForce.everyDays ||
    keep !== inForce.keep ||
    wanted !== (inForce.folder !== '');
  useUnsaved('backup/schedule', changed);
  const reset = (): void => {
    dropDraft();
    save.clear();
    setTried(false);
  };
  const submit = async (): Promise<void> => {
    setTried(true);
    if (fault !== undefined) return;
    const result = await save.run();
    if (!result.ok) return;
    reset();
    onChanged();
  };
  const change = (part: Draft): void => {
    save.clear();
    setDraft((before) => ({ ...before, ...part }));
  };
  const separator = dataDir.includes('\\') ? '\\' : '/';
  return (
    <Panel title={t('backupSchedule.title')} description={t('backupSchedule.description')}>
      <Stack gap="md" maw="40rem">
        {schedule !== undefined && <NextBackup {...schedule} />}
        <Switch
          label={t('backupSchedule.on')}
          checked={wanted}
          onChange={(event) => change({ on: event.currentTarget.checked })}
        />
        {wanted && (
          <>
            <div>
              <TextInput
                dir="ltr"
                label={t('backupSchedule.folder')}
                description={t('backupSchedule.folderDescription')}
                value={folder}
                maxLength={4096}
                error={tried && fault}
                onChange={(event) => change({ folder: event.currentTarget.value })}
              />
              <Group gap="sm">
                <ChoosePathButton kind="folder" from={chosen} onChosen={(path) => change({ folder: path })} />
                {folder === '' && (
                  <Button
                    size="compact-sm"
                    variant="light"
                    mt="xs"
                    onClick={() => change({ folder: [dataDir, 'backups'].join(separator) })}
                  >
                    {t('backupSchedule.ownFolder')}
                  </Button>
                )}
              </Group>
            </div>
            <Group className={classes.numbers ?? ''} align="flex-start">
              <NumberField
                label={t('backupSchedule.every')}
                min={1}
                max={365}
                suffix={t('backupSchedule.daySuffix')}
                value={everyDays}
                onChange={(next) => change({ everyDays: next })}
              />
              <NumberField
                label={t('backupSchedule.keep')}
                description={t('backupSchedule.keepDescription')}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                min={1}
                max={1000}
                value={keep}
                onChange={(next) => change({ keep: next })}
              />
            </Group>
          </>
        )}
        <FailureNotice failure={save.failure} />
        {schedule !== undefined && inForce.folder !== '' && (
          <SchedulePassphrase encrypted={schedule.encrypted} onChanged={onChanged} />
        )}
      </Stack>
      <SaveBar
        changed={changed}
        incomplete={hasEmptyNumber([everyDays, keep])}
        working={save.working}
        saveLabel={t('backupSchedule.save')}
        onSave={() => void submit()}
        onReset={reset}
      />
    </Panel>
  );
}
