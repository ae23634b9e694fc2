import { Anchor, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../shared/model/status.ts';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { FingerprintWords } from '../pieces/fingerprint-words.tsx';
import { linkTo } from '../pieces/link-to.ts';
import { Moment } from '../pieces/moment.tsx';
import { useNumberWords } from '../pieces/use-number-words.ts';
import { Facts } from '../ui/facts.tsx';
import { Panel } from '../ui/panel.tsx';

export function RunningPanel({ status }: { readonly status: Status }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const holder = useAuthorityStore(({ shell }) => shell?.authority.holder);
  return (
    <Panel
      title={t('overview.running')}
      actions={
        <Button component="a" href="#/first-run" size="compact-sm" variant="default">
          {t('overview.again')}
        </Button>
      }
    >
      <Facts
        facts={[
          { name: t('overview.users'), value: numbers(status.users) },
          { name: t('overview.fingerprint'), value: <FingerprintWords certificate={status.certificate} /> },
          {
            name: t('overview.auditVerified'),
            value: (
              <Anchor href={linkTo('audit')}>
                {status.auditVerifiedAt === undefined ? (
                  t('overview.notVerified')
                ) : (
                  <Moment iso={status.auditVerifiedAt} />
                )}
              </Anchor>
            ),
          },
          ...(holder === undefined ? [] : [{ name: t('overview.asService'), value: holder }]),
          { name: t('overview.dataDir'), value: status.dataDir },
          { name: t('overview.version'), value: status.version },
        ]}
      />
    </Panel>
  );
}
