import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateView } from '../../shared/model/status.ts';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { Moment } from '../pieces/moment.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Facts } from '../ui/facts.tsx';
import { Mark } from '../ui/mark.tsx';
import { Notice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { ImportDialog } from './import-dialog.tsx';

/** A certificate of somebody else's authority, such as that of the company, beside Rollcall's own. */
export function ImportedPanel() {
  const { t } = useTranslation();
  const imported = useMirror((mirror) => mirror.status.certificate.import);
  const [importing, setImporting] = useState(false);
  const [removing, setRemoving] = useState(false);
  const remove = useCommand((client) => client.network.removeCertificate());
  return (
    <Panel
      title={t('imported.title')}
      description={t('imported.description')}
      actions={
        <Group gap="xs">
          {imported !== undefined && (
            <Button size="compact-sm" variant="default" onClick={() => setRemoving(true)}>
              {t('imported.remove')}
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={() => setImporting(true)}>
            {t(imported === undefined ? 'imported.import' : 'imported.replace')}
          </Button>
        </Group>
      }
    >
      {imported === undefined ? (
        <Text size="sm" c="dimmed">
          {t('imported.none')}
        </Text>
      ) : (
        <ImportedFacts imported={imported} />
      )}
      <ImportDialog opened={importing} onClose={() => setImporting(false)} />
      <ConfirmDialog
        opened={removing}
        title={t('imported.removeQuestion')}
        act={t('imported.removeAct')}
        working={remove.working}
        onConfirm={() => {
          void remove.run().then((result) => {
            if (result.ok) setRemoving(false);
          });
        }}
        onClose={() => setRemoving(false)}
      >
        <Stack gap="sm">
          <Text>{t('imported.removeConsequence')}</Text>
          <FailureNotice failure={remove.failure} />
        </Stack>
      </ConfirmDialog>
    </Panel>
  );
}

function ImportedFacts({ imported }: { readonly imported: NonNullable<CertificateView['import']> }) {
  const { t } = useTranslation();
  const { state, issuer, names, validUntil, uncovered } = imported;
  const dated =
    validUntil === undefined
      ? []
      : [{ name: t('certificatePanel.validUntil'), value: <Moment iso={validUntil} /> }];
  return (
    <Stack gap="md">
      <Facts
        facts={[
          {
            name: t('imported.state'),
            value: <Mark tone={state === 'in_force' ? 'ok' : 'bad'}>{t(`imported.states.${state}`)}</Mark>,
          },
          ...(issuer === '' ? [] : [{ name: t('imported.issuer'), value: issuer }]),
          ...(names.length === 0 ? [] : [{ name: t('certificatePanel.names'), value: names.join(', ') }]),
          ...dated,
        ]}
      />
      {uncovered.length > 0 && (
        <Notice tone="warn" title={t('imported.uncoveredTitle', { hosts: uncovered.join(', ') })}>
          {t('imported.uncovered')}
        </Notice>
      )}
    </Stack>
  );
}
