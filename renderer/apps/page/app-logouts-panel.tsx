import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppView, LogoutView } from '../../../shared/model/app.ts';
import { useCommand } from '../../authority/use-command.ts';
import { sayLogoutTrouble } from '../../../shared/words/say-logout-trouble.ts';
import { AuthorityWords } from '../../pieces/authority-words.tsx';
import { FailureNotice } from '../../pieces/failure-notice.tsx';
import { Moment } from '../../pieces/moment.tsx';
import { useDeviceWords } from '../../pieces/use-device-words.ts';
import { useTeller } from '../../pieces/use-teller.ts';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import classes from './app-screen.module.css';
import { TellResult, type Told } from './tell-result.tsx';
import type { AppHistory } from './use-app-history.ts';

interface Properties {
  readonly app: AppView;
  readonly history: AppHistory;
}

/** What became of telling the app that sessions have ended; red until it confirms. */
export function AppLogoutsPanel({ app, history }: Properties) {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  const { answer, failure, retry } = history;
  const logouts = answer?.logouts;
  const tell = useCommand((client) => client.apps.retryLogouts({ id: app.id }));
  const [told, setTold] = useState<Told>();
  const tellNow = async (): Promise<void> => {
    setTold(undefined);
    const result = await tell.run();
    if (result.ok) setTold(result.answer);
    retry();
  };
  return (
    <Panel
      title={t('logouts.title')}
      description={t('logouts.description')}
      actions={
        app.unconfirmedLogouts > 0 && (
          <Button size="compact-sm" variant="default" loading={tell.working} onClick={() => void tellNow()}>
            {t('logouts.tell')}
          </Button>
        )
      }
    >
      <div className={classes.stack}>
        <FailureNotice failure={tell.failure ?? failure} onRetry={retry} />
        {logouts === undefined && failure === undefined && <SkeletonRows rows={2} />}
        {logouts?.length === 0 && <Text c="dimmed">{t('logouts.none')}</Text>}
        <div>
          <TellResult told={told} />
          {logouts !== undefined && logouts.length > 0 && (
            <ul className={classes.logouts} aria-label={t('logouts.title')}>
              {logouts.map((logout) => (
                <li key={logout.id}>
                  <div className={classes.who}>
                    <span>
                      {t('affected.who', { user: logout.userName, device: toDevice(logout.device) })}
                    </span>
                    <span className={classes.second}>
                      {t('logouts.ended')} <Moment iso={logout.endedAt} />
                    </span>
                  </div>
                  <State logout={logout} />
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </Panel>
  );
}

function State({ logout }: { readonly logout: LogoutView }) {
  const { t } = useTranslation();
  const { confirmedAt, tries, nextTryAt, trouble } = logout;
  const tell = useTeller();
  if (confirmedAt !== undefined) {
    return (
      <Mark tone="ok">
        {t('logouts.confirmed')} <Moment iso={confirmedAt} />
      </Mark>
    );
  }
  return (
    <div>
      <Mark tone="bad">{t('logouts.unconfirmed', { count: tries })}</Mark>
      <span className={classes.second}>
        {trouble !== undefined && (
          <>
            {t('logouts.last')}{' '}
            {trouble.code === 'written' ? (
              <AuthorityWords said={undefined} written={trouble.words} />
            ) : (
              <bdi>{sayLogoutTrouble(tell, trouble)}</bdi>
            )}
          </>
        )}
        {nextTryAt !== undefined && (
          <>
            {trouble !== undefined && ' · '}
            {t('logouts.next')} <Moment iso={nextTryAt} />
          </>
        )}
      </span>
    </div>
  );
}
