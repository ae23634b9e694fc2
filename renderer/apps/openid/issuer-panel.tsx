import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PortalAddress } from '../../pieces/portal-address.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import classes from './openid.module.css';
import { MoveIssuerDialog } from './move-issuer-dialog.tsx';

interface Properties {
  /** Empty before the first app of OpenID Connect. */
  readonly issuer: string;
  readonly issuerNow: string;
  readonly apps: readonly string[];
}

/** The address that apps know Rollcall by, and what to do when this computer is not there any more. */
export function IssuerPanel({ issuer, issuerNow, apps }: Properties) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [moved, setMoved] = useState<readonly string[]>();
  if (issuer === '') {
    return (
      <Panel title={t('openid.issuer')}>
        <Empty icon={IconKey} title={t('openid.noneTitle')}>
          {t('openid.noneBody', { issuer: issuerNow })}
        </Empty>
      </Panel>
    );
  }
  return (
    <Panel title={t('openid.issuer')} description={t('openid.issuerDescription')}>
      <div className={classes.notices}>
        {issuer !== issuerNow && (
          <Notice
            tone="warn"
            title={t('openid.movedTitle')}
            actions={
              <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
                {t('openid.move')}
              </Button>
            }
          >
            {t('openid.movedBody', { issuer, issuerNow })}
          </Notice>
        )}
        <output>
          {moved !== undefined && (
            <Notice tone="ok" title={t('openid.moveDone', { issuer })}>
              {moved.length > 0 && t('openid.moveNext', { apps: moved.join(', ') })}
            </Notice>
          )}
        </output>
      </div>
      <Facts
        facts={[
          { name: t('openid.issuerName'), value: <PortalAddress url={issuer} /> },
          {
            name: t('openid.discovery'),
            value: <PortalAddress url={`${issuer}/.well-known/openid-configuration`} />,
          },
          { name: t('openid.apps'), value: apps.length === 0 ? t('app.none') : apps.join(', ') },
        ]}
      />
      <MoveIssuerDialog
        opened={asking}
        issuerNow={issuerNow}
        apps={apps}
        onMoved={setMoved}
        onClose={() => setAsking(false)}
      />
    </Panel>
  );
}
