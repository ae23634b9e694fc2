import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { FailureNotice } from './failure-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import classes from './ports.module.css';
import { PortInput } from './port-input.tsx';
import { useDraft, useUnsaved } from './use-draft.ts';
import { usePortCheck } from './use-port-check.ts';

interface Draft {
  readonly httpsPort?: number;
  readonly httpPort?: number;
}
const noDraft: Draft = {};

/** The two ports, each checked while it is typed. */
export function PortForm() {
  const { t } = useTranslation();
  const network = useMirror((mirror) => mirror.settings.network);
  const origin = useMirror((mirror) => mirror.status.origin);
  const [draft, setDraft, dropDraft] = useDraft<Draft>('network/ports', noDraft);
  const httpsPort = draft.httpsPort ?? network.httpsPort;
  const httpPort = draft.httpPort ?? network.httpPort;
  const https = usePortCheck(httpsPort, httpPort);
  const http = usePortCheck(httpPort, httpsPort);
  const set = useCommand((client) =>
    client.settings.set({ values: { 'network.httpsPort': httpsPort, 'network.httpPort': httpPort } }),
  );
  const runningPort = Number(new URL(origin).port || 443);
  const changed = httpsPort !== network.httpsPort || httpPort !== network.httpPort;
  useUnsaved('network/ports', changed);
  const good = https.usable && http.usable && httpsPort !== httpPort;
  return (
    <Stack gap="sm">
      <div className={classes.ports}>
        <PortInput
          label={t('ports.https')}
          description={t('ports.httpsDescription')}
          port={httpsPort}
          check={https}
          onChange={(port) => setDraft((before) => ({ ...before, httpsPort: port }))}
        />
        <PortInput
          label={t('ports.http')}
          description={t('ports.httpDescription')}
          port={httpPort}
          check={http}
          onChange={(port) => setDraft((before) => ({ ...before, httpPort: port }))}
        />
      </div>
      {runningPort !== network.httpsPort && !changed && (
        <Notice tone="info">{t('ports.elsewhere', { port: runningPort })}</Notice>
      )}
      <FailureNotice failure={set.failure} />
      {changed && (
        <Group gap="sm">
          <Button
            variant="light"
            disabled={!good}
            loading={set.working}
            onClick={() => {
              void set.run().then((result) => {
                if (result.ok) dropDraft();
              });
            }}
          >
            {t('ports.act')}
          </Button>
          <Button variant="subtle" onClick={dropDraft}>
            {t('ui.cancel')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
