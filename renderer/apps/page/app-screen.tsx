import { Button, Text } from '@mantine/core';
import { IconAppWindow } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppView } from '../../../shared/model/app.ts';
import { useMirror } from '../../authority/use-mirror.ts';
import { linkTo } from '../../pieces/link-to.ts';
import { Empty } from '../../ui/empty.tsx';
import { Screen } from '../../ui/screen.tsx';
import { AppDialogs } from '../app-dialogs.tsx';
import { CoverageMark } from '../coverage-mark.tsx';
import { HeldBy } from '../held-by.tsx';
import { HealthMark } from '../health-mark.tsx';
import { useAppTasks, type AppTasks } from '../use-app-tasks.ts';
import classes from './app-screen.module.css';
import { AppFactsPanel } from './app-facts-panel.tsx';
import { AppLogoutsPanel } from './app-logouts-panel.tsx';
import { AppNotices } from './app-notices.tsx';
import { AppUsesPanel } from './app-uses-panel.tsx';
import { CoveragePanel } from './coverage-panel.tsx';
import { TestSignInPanel } from './test-sign-in-panel.tsx';
import { useAppHistory } from './use-app-history.ts';

/** Everything about one app: how it is held, a test of its sign-in, what it is set to, who used it, whom it was told of. */
export function AppScreen({ appId }: { readonly appId: string }) {
  const { t } = useTranslation();
  const app = useMirror((mirror) => mirror.apps.get(appId));
  if (app === undefined) {
    return (
      <Screen title={t('app.goneTitle')}>
        <Empty
          framed
          icon={IconAppWindow}
          title={t('app.goneHeading')}
          action={
            <Button component="a" href={linkTo('apps')} variant="default">
              {t('app.back')}
            </Button>
          }
        >
          {t('app.goneBody')}
        </Empty>
      </Screen>
    );
  }
  return <Page app={app} />;
}

function Page({ app }: { readonly app: AppView }) {
  const { t } = useTranslation();
  const tasks = useAppTasks();
  const history = useAppHistory(app);
  const [outdated, setOutdated] = useState(false);
  return (
    <Screen
      title={app.name}
      back={{ href: linkTo('apps'), label: t('app.back') }}
      description={<Head app={app} />}
      actions={<Acts app={app} start={tasks.start} />}
    >
      <AppNotices app={app} outdated={outdated} onRotate={() => tasks.start('rotate', app.id)} />
      <div className={classes.columns}>
        <CoveragePanel app={app} />
        <TestSignInPanel app={app} history={history} />
      </div>
      <AppFactsPanel app={app} />
      {(app.oidc?.backchannelLogoutUri !== undefined || app.unconfirmedLogouts > 0) && (
        <AppLogoutsPanel app={app} history={history} />
      )}
      <AppUsesPanel history={history} />
      <AppDialogs
        act={tasks.act}
        app={tasks.app}
        close={tasks.close}
        onSnippetChanged={() => setOutdated(true)}
        onRotated={() => setOutdated(false)}
      />
    </Screen>
  );
}

function Head({ app }: { readonly app: AppView }) {
  const { t } = useTranslation();
  return (
    <span className={classes.head}>
      <CoverageMark app={app} />
      <Text span size="sm" c="dimmed">
        <HeldBy app={app} />
      </Text>
      <HealthMark app={app} />
      <span>{t(`apps.kinds.${app.kind}`)}</span>
    </span>
  );
}

function Acts({ app, start }: { readonly app: AppView; readonly start: AppTasks['start'] }) {
  const { t } = useTranslation();
  return (
    <>
      <Button onClick={() => start('edit', app.id)}>{t('apps.edit')}</Button>
      <Button variant="default" onClick={() => start('rotate', app.id)}>
        {t('apps.rotate')}
      </Button>
      <Button variant="default" c="var(--mantine-color-error)" onClick={() => start('remove', app.id)}>
        {t('apps.remove')}
      </Button>
    </>
  );
}
