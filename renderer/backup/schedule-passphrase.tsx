import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../authority/use-command.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { Mark } from '../ui/mark.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import classes from './schedule-panel.module.css';
import { Dialog } from '../ui/dialog.tsx';
import { DialogBody } from '../ui/dialog-body.tsx';
import { ActButton } from '../ui/act-button.tsx';

interface Properties {
  readonly encrypted: boolean;
  readonly onChanged: () => void;
}

/** Whether scheduled backups are encrypted. Where the passphrase is kept is said before it is given. */
export function SchedulePassphrase({ encrypted, onChanged }: Properties) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <div className={classes.passphrase}>
      <Mark tone={encrypted ? 'ok' : 'quiet'}>
        {t(encrypted ? 'schedulePassphrase.set' : 'schedulePassphrase.none')}
      </Mark>
      <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
        {t(encrypted ? 'schedulePassphrase.change' : 'schedulePassphrase.give')}
      </Button>
      <Dialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('schedulePassphrase.title')}
        withCloseButton={false}
      >
        {asking && (
          <Body
            encrypted={encrypted}
            onClose={() => setAsking(false)}
            onDone={() => {
              setAsking(false);
              onChanged();
            }}
          />
        )}
      </Dialog>
    </div>
  );
}

interface BodyProperties {
  readonly encrypted: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function Body({ encrypted, onClose, onDone }: BodyProperties) {
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const set = useCommand((client, wanted: string | null) =>
    client.backup.setPassphrase({ passphrase: wanted }),
  );
  const send = async (wanted: string | null): Promise<void> => {
    const result = await set.run(wanted);
    if (result.ok) onDone();
  };
  return (
    <DialogBody
      onSubmit={() => {
        setTried(true);
        if (passphrase !== '' && passphrase === again) void send(passphrase);
      }}
      foot={
        <>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('ui.cancel')}
          </Button>
          {encrypted && (
            <ActButton variant="default" loading={set.working} onClick={() => void send(null)}>
              {t('schedulePassphrase.takeAway')}
            </ActButton>
          )}
          <ActButton type="submit" loading={set.working}>
            {t('schedulePassphrase.act')}
          </ActButton>
        </>
      }
    >
      <Text size="sm">{t('schedulePassphrase.kept')}</Text>
      <Text size="sm">{t('schedulePassphrase.lost')}</Text>
      <PasswordField
        label={t('schedulePassphrase.label')}
        value={passphrase}
        autoComplete="new-password"
        error={tried && passphrase === '' && t('schedulePassphrase.missing')}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      <PasswordField
        label={t('createBackup.again')}
        value={again}
        autoComplete="new-password"
        error={tried && passphrase !== again && t('createBackup.differs')}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
      <FailureNotice failure={set.failure} />
    </DialogBody>
  );
}
