import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { AuthorityMade } from '../pieces/authority-made.tsx';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { FingerprintWords } from '../pieces/fingerprint-words.tsx';
import { Moment } from '../pieces/moment.tsx';
import { NewAuthorityDialog } from '../pieces/new-authority-dialog.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Facts } from '../ui/facts.tsx';
import { Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';

/** Rollcall's own authority and the certificate it made for this computer. */
export function CertificatePanel() {
  const { t } = useTranslation();
  const certificate = useMirror((mirror) => mirror.status.certificate);
  const [asking, setAsking] = useState(false);
  const [replacing, setReplacing] = useState(false);
  const [done, setDone] = useState<'renewed' | 'replaced'>();
  const renew = useCommand((client) => client.network.renewCertificate());
  const confirm = async (): Promise<void> => {
    const result = await renew.run();
    setAsking(false);
    setDone(result.ok ? 'renewed' : undefined);
  };
  return (
    <Panel
      title={t('certificatePanel.title')}
      description={t('certificatePanel.description')}
      actions={
        <Group gap="xs">
          <Button size="compact-sm" variant="default" onClick={() => setReplacing(true)}>
            {t('certificatePanel.authority')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
            {t('certificatePanel.renew')}
          </Button>
        </Group>
      }
    >
      <Stack gap="md">
        <Facts
          facts={[
            {
              name: t('certificatePanel.fingerprint'),
              value: <FingerprintWords certificate={certificate} />,
            },
            ...(certificate.caValidUntil === undefined
              ? []
              : [
                  {
                    name: t('certificatePanel.authorityValidUntil'),
                    value: <Moment iso={certificate.caValidUntil} />,
                  },
                ]),
            { name: t('certificatePanel.names'), value: certificate.own.names.join(', ') },
            { name: t('certificatePanel.validUntil'), value: <Moment iso={certificate.own.validUntil} /> },
          ]}
        />
        {done === 'renewed' && <Notice tone="ok" urgent title={t('certificatePanel.renewed')} />}
        {done === 'replaced' && <AuthorityMade />}
        <FailureNotice failure={renew.failure} />
      </Stack>
      <ConfirmDialog
        opened={asking}
        title={t('certificatePanel.question')}
        act={t('certificatePanel.act')}
        danger={false}
        working={renew.working}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      >
        <Text>{t('certificatePanel.consequence')}</Text>
      </ConfirmDialog>
      <NewAuthorityDialog
        opened={replacing}
        onClose={() => setReplacing(false)}
        onMade={() => setDone('replaced')}
      />
    </Panel>
  );
}
