import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AppView } from '../../../shared/model/app.ts';
import { useCommand } from '../../authority/use-command.ts';
import { FailureNotice } from '../../pieces/failure-notice.tsx';
import { Moment } from '../../pieces/moment.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { howTested, listFoundWays } from '../../../shared/model/held.ts';
import { CoverageMark } from '../coverage-mark.tsx';
import { HeldBy } from '../held-by.tsx';
import classes from './app-screen.module.css';
import { FindingList } from './finding-list.tsx';

/** How tightly the app is held, and the test that looks for ways around. */
export function CoveragePanel({ app }: { readonly app: AppView }) {
  const { t } = useTranslation();
  const check = useCommand((client) => client.apps.check({ id: app.id }));
  return (
    <Panel
      title={t('coverage.title')}
      actions={
        <Button size="compact-sm" variant="default" loading={check.working} onClick={() => void check.run()}>
          {t(app.check === undefined ? 'coverage.test' : 'coverage.testAgain')}
        </Button>
      }
    >
      <div className={classes.stack}>
        <div>
          <CoverageMark app={app} />{' '}
          <Text span size="sm" c="dimmed">
            <HeldBy app={app} />
          </Text>
          <Text size="sm" mt={4}>
            <CoverageSentence app={app} />
          </Text>
        </div>
        <FailureNotice failure={check.failure} onRetry={() => void check.run()} />
        <output className={classes.stack}>
          {check.working && <Mark tone="working">{t('coverage.testing')}</Mark>}
          {!check.working && app.check === undefined && (
            <Text size="sm" c="dimmed">
              {t(app.kind === 'oidc' ? 'coverage.untested.openid' : 'coverage.untested.proxied')}
            </Text>
          )}
          {!check.working && app.check !== undefined && (
            <>
              <Text size="sm" c="dimmed">
                {t('coverage.testedAt')} <Moment iso={app.check.at} />
              </Text>
              <FindingList findings={app.check.findings} />
            </>
          )}
        </output>
      </div>
    </Panel>
  );
}

function CoverageSentence({ app }: { readonly app: AppView }) {
  const { t } = useTranslation();
  if (app.coverage !== 'bypassable' && howTested(app) === 'unanswered') return t('coverage.unansweredLong');
  switch (app.coverage) {
    case 'every_request':
      return t(app.kind === 'gateway' ? 'coverage.every_request.gateway' : 'coverage.every_request.proxy');
    case 'sign_in_only':
      return t(
        app.oidc?.backchannelLogoutUri === undefined
          ? 'coverage.sign_in_only.notTold'
          : 'coverage.sign_in_only.told',
      );
    case 'bypassable':
      return t(listFoundWays(app).length > 0 ? 'coverage.bypassable.long' : 'coverage.bypassable.keys');
  }
}
