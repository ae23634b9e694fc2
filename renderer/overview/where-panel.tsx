import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../shared/model/status.ts';
import { findTrustUrl } from '../pieces/find-trust-url.ts';
import { PortalAddress } from '../pieces/portal-address.tsx';
import { Panel } from '../ui/panel.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import classes from './overview-screen.module.css';

/** Further addresses shown; a PC with many networks has more than anybody reads. */
const othersMax = 4;

export function WherePanel({ status }: { readonly status: Status }) {
  const { t } = useTranslation();
  const others = status.https.filter((origin) => origin !== status.origin).slice(0, othersMax);
  return (
    <Panel title={t('overview.where')} description={t('overview.whereDescription')}>
      <div className={classes.where}>
        <QrCode text={status.origin} label={t('address.qr', { url: status.origin })} size={120} />
        <div className={classes.addresses}>
          <PortalAddress url={status.origin} openable />
          {others.length > 0 && (
            <>
              <Text size="sm" c="dimmed" mt="xs">
                {t('overview.alsoAt')}
              </Text>
              {others.map((origin) => (
                <PortalAddress key={origin} url={origin} />
              ))}
            </>
          )}
          <Text size="sm" c="dimmed" mt="xs">
            {t('overview.trustAt')}
          </Text>
          <PortalAddress url={findTrustUrl(status)} />
        </div>
      </div>
    </Panel>
  );
}
