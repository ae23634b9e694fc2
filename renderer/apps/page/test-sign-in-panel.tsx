import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppView } from '../../../shared/model/app.ts';
import { getAuthorityNow } from '../../authority/authority-store.ts';
import { Moment } from '../../pieces/moment.tsx';
import { PortalAddress } from '../../pieces/portal-address.tsx';
import { useDeviceWords } from '../../pieces/use-device-words.ts';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import classes from './app-screen.module.css';
import { usePolling, type AppHistory } from './use-app-history.ts';

/** Waits until somebody comes in, from the moment the page is open. */
export function TestSignInPanel({ app, history }: { readonly app: AppView; readonly history: AppHistory }) {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  const [since, setSince] = useState(getAuthorityNow);
  const newest = history.answer?.uses.find(({ at }) => Date.parse(at) >= since);
  // In use by somebody who was in before: nobody had to sign in for that.
  const isUsed = app.lastUsedAt !== undefined && Date.parse(app.lastUsedAt) >= since;
  usePolling(newest === undefined, history);
  return (
    <Panel title={t('testSignIn.title')} description={t('testSignIn.description')}>
      <div className={classes.test}>
        {app.url !== '' && <QrCode text={app.url} label={t('address.qr', { url: app.url })} size={132} />}
        <div className={classes.stack}>
          {app.url === '' ? (
            <Text size="sm">{t('testSignIn.program')}</Text>
          ) : (
            <div>
              <Text size="sm" c="dimmed">
                {t('testSignIn.open')}
              </Text>
              <PortalAddress url={app.url} />
            </div>
          )}
          <output>
            {newest === undefined ? (
              <Mark tone="working">{t(isUsed ? 'testSignIn.known' : 'testSignIn.waiting')}</Mark>
            ) : (
              <Notice
                tone="ok"
                title={t('testSignIn.works')}
                actions={
                  <Button size="compact-sm" variant="default" onClick={() => setSince(getAuthorityNow())}>
                    {t('testSignIn.again')}
                  </Button>
                }
              >
                {t('testSignIn.cameIn', { user: newest.userName, device: toDevice(newest.device) })} ·{' '}
                <Moment iso={newest.at} />
              </Notice>
            )}
          </output>
        </div>
      </div>
      {newest === undefined && app.url !== '' && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('testSignIn.hint')}
        </Text>
      )}
    </Panel>
  );
}
