import { useTranslation } from 'react-i18next';
import type { AppView } from '../../../shared/model/app.ts';
import { useMirror } from '../../authority/use-mirror.ts';
import { FullMoment } from '../../pieces/full-moment.tsx';
import { PortalAddress } from '../../pieces/portal-address.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import classes from './app-screen.module.css';
import { OpenidFacts } from './openid-facts.tsx';
import { RequestFacts } from './request-facts.tsx';

/** What the app is set to. */
export function AppFactsPanel({ app }: { readonly app: AppView }) {
  const { t } = useTranslation();
  const groups = useMirror((mirror) => mirror.groups);
  const allowed = groups.filter(({ id }) => app.groups.includes(id)).map(({ name }) => name);
  return (
    <Panel title={t('app.facts')}>
      <div className={classes.facts}>
        <Facts
          facts={[
            { name: t('apps.url'), value: <Address app={app} /> },
            {
              name: t('appFields.groups'),
              value: allowed.length === 0 ? t('apps.everybody') : allowed.join(', '),
            },
            {
              name: t('apps.lastUse'),
              value: app.lastUsedAt === undefined ? t('apps.never') : <FullMoment iso={app.lastUsedAt} />,
            },
            { name: t('app.created'), value: <FullMoment iso={app.createdAt} /> },
            { name: t(app.oidc === undefined ? 'app.id' : 'app.clientId'), value: <Id id={app.id} /> },
          ]}
        />
        {app.kind !== 'oidc' && <RequestFacts app={app} />}
        {app.oidc !== undefined && <OpenidFacts oidc={app.oidc} />}
      </div>
    </Panel>
  );
}

function Address({ app }: { readonly app: AppView }) {
  const { t } = useTranslation();
  if (app.url === '') return t('apps.noPages');
  return (
    <>
      <PortalAddress url={app.url} />
      {app.plainHttp && <Mark tone="bad">{t('apps.plainHttp')}</Mark>}
    </>
  );
}

function Id({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  return (
    <span className={classes.id}>
      <bdi dir="ltr">{id}</bdi> <CopyButton text={id} label={t('app.copyId')} />
    </span>
  );
}
