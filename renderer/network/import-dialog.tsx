import { Button, FileButton, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandFailure } from '../authority/command-failure.ts';
import { useCommand } from '../authority/use-command.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import classes from './network-screen.module.css';
import { Dialog } from '../ui/dialog.tsx';
import { DialogBody } from '../ui/dialog-body.tsx';
import { ActButton } from '../ui/act-button.tsx';

interface Properties {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function ImportDialog({ opened, onClose }: Properties) {
  const { t } = useTranslation();
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t('importCertificate.title')}
      size="44rem"
      withCloseButton={false}
    >
      {opened && <Body onClose={onClose} />}
    </Dialog>
  );
}

/** Everything that does not fit is said before anything is in force. */
function Body({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [certificatePem, setCertificate] = useState('');
  const [keyPem, setKey] = useState('');
  const send = useCommand((client) => client.network.importCertificate({ certificatePem, keyPem }));
  const submit = async (): Promise<void> => {
    const result = await send.run();
    if (result.ok) onClose();
  };
  return (
    <DialogBody
      onSubmit={() => {
        void submit();
      }}
      foot={
        <>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('ui.cancel')}
          </Button>
          <ActButton
            type="submit"
            loading={send.working}
            disabled={certificatePem.trim() === '' || keyPem.trim() === ''}
          >
            {t('importCertificate.act')}
          </ActButton>
        </>
      }
    >
      <Text size="sm" c="dimmed">
        {t('importCertificate.description')}
      </Text>
      <PemField
        label={t('importCertificate.certificate')}
        description={t('importCertificate.certificateDescription')}
        file={t('importCertificate.certificateFile')}
        value={certificatePem}
        onChange={setCertificate}
      />
      <PemField
        label={t('importCertificate.key')}
        description={t('importCertificate.keyDescription')}
        file={t('importCertificate.keyFile')}
        value={keyPem}
        onChange={setKey}
      />
      <UnfitNotice failure={send.failure} />
    </DialogBody>
  );
}

interface FieldProperties {
  readonly label: string;
  readonly description: string;
  /** What the button that reads a file says. */
  readonly file: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function PemField({ label, description, file, value, onChange }: FieldProperties) {
  return (
    <div className={classes.pair}>
      <Textarea
        dir="ltr"
        label={label}
        description={description}
        value={value}
        rows={5}
        spellCheck={false}
        autoComplete="off"
        placeholder="-----BEGIN …-----"
        classNames={{ input: classes.pem ?? '' }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div>
        <FileButton
          accept=".pem,.crt,.cer,.key,application/x-pem-file"
          onChange={(chosen) => {
            if (chosen !== null) void chosen.text().then(onChange);
          }}
        >
          {(properties) => (
            <Button {...properties} size="compact-sm" variant="default">
              {file}
            </Button>
          )}
        </FileButton>
      </div>
    </div>
  );
}

const reasons = [
  'certificate_unreadable',
  'key_unreadable',
  'key_encrypted',
  'key_foreign',
  'weak_key',
  'expired',
  'not_yet_valid',
  'not_for_servers',
  'no_names',
  'chain_broken',
] as const;

function UnfitNotice({ failure }: { readonly failure: CommandFailure | undefined }) {
  const { t } = useTranslation();
  const reason = reasons.find((one) => one === failure?.data['reason']);
  if (failure?.code !== 'certificate_unfit' || reason === undefined)
    return <FailureNotice failure={failure} />;
  return (
    <Notice tone="bad" urgent title={t('importCertificate.unfit')}>
      {t(`importCertificate.reasons.${reason}`)}
    </Notice>
  );
}
