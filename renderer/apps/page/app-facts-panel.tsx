import { useTranslation } from 'react-i18next';
import type { AppView } from '../../../shared/model/app.ts';
import { useMirror } from '../../authority/use-mirror.ts';
import { Moment } from '../../pieces/moment.tsx';
import { PortalAddress } from '../../pieces/portal-address.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import classes from './app-screen.module.css';
import { OpenidFacts } from './openid-facts.tsx';

/** What the app is set to. */
export function AppFactsPanel({ app }: { readonly app: AppView }) {
  const { t } = useTranslation();
  const groups = useMirror((mirror) => mirror.groups);
  const allowed = groups.filter(({ id }) => app.groups.includes(id)).map(({ name }) => name);
  const withPages = app.kind !== 'oidc';
  return (
    <Panel title={t('app.facts')}>
      <div className={classes.facts}>
        <Facts
          facts={[
            { name: t('apps.url'), value: <Address app={app} /> },
            ...(withPages ? [{ name: t('app.upstream'), value: <Upstream app={app} /> }] : []),
            {
              name: t('apps.groups'),
              value: allowed.length === 0 ? t('apps.everybody') : allowed.join(', '),
            },
            ...(withPages
              ? [
                  { name: t('app.authorization'), value: t(`app.foreign.${app.foreignAuthorization}`) },
                  { name: t('app.background'), value: <Lines lines={app.backgroundPaths} /> },
                  { name: t('app.tells'), value: <Tells app={app} /> },
                ]
              : []),
            { name: t('app.created'), value: <Moment iso={app.createdAt} /> },
            {
              name: t('apps.lastUse'),
              value: app.lastUsedAt === undefined ? t('apps.never') : <Moment iso={app.lastUsedAt} />,
            },
          ]}
        />
        <OpenidFacts app={app} />
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
      {app.plainHttp && <Mark tone="warn">{t('apps.plainHttp')}</Mark>}
    </>
  );
}

function Upstream({ app }: { readonly app: AppView }) {
  const { t } = useTranslation();
  return (
    <>
      <span className={classes.address} dir="ltr">
        {app.upstream}
      </span>
      {app.upstream.startsWith('https:') && (
        <span className={classes.second}>{t(`app.certificate.${app.upstreamCertificate}`)}</span>
      )}
    </>
  );
}

function Tells({ app: { tells } }: { readonly app: AppView }) {
  const { t } = useTranslation();
  if (tells === undefined) return t('app.tellsNot');
  return t(`app.tellsIn.${tells.from}`, { name: tells.name, what: t(`appFields.tellsKinds.${tells.is}`) });
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  const { t } = useTranslation();
  if (lines.length === 0) return t('app.none');
  return lines.map((line) => (
    <span key={line} className={classes.address} data-line dir="ltr">
      {line}
    </span>
  ));
}
