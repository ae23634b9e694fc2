import { useTranslation } from 'react-i18next';
import { useMirror } from '../../authority/use-mirror.ts';
import { useQuery } from '../../authority/use-query.ts';
import { FailureNotice } from '../../pieces/failure-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { EmailDomainPanel } from './email-domain-panel.tsx';
import { IssuerPanel } from './issuer-panel.tsx';
import { KeysPanel } from './keys-panel.tsx';
import classes from './openid.module.css';

/** What all apps of OpenID Connect share: the issuer, the keys, and what people without an e-mail address get. */
export function OpenidTab() {
  const { t } = useTranslation();
  const issuer = useMirror((mirror) => mirror.settings.oidc.issuer);
  const origin = useMirror((mirror) => mirror.status.origin);
  const apps = useMirror((mirror) => mirror.apps);
  const openid = [...apps.values()].flatMap(({ name, oidc }) => (oidc === undefined ? [] : [name]));
  const { result, retry } = useQuery(`${issuer} ${origin} ${openid.join('\n')}`, (client) =>
    client.oidc.get(),
  );
  return (
    <div className={classes.panels}>
      {result.state === 'failed' && <FailureNotice failure={result.failure} onRetry={retry} />}
      {result.state === 'loading' && (
        <Panel title={t('openid.issuer')}>
          <SkeletonRows rows={3} />
        </Panel>
      )}
      {result.state === 'done' && (
        <>
          <IssuerPanel {...result.answer} />
          {result.answer.issuer !== '' && <KeysPanel keys={result.answer.keys} onRotated={retry} />}
        </>
      )}
      <EmailDomainPanel />
    </div>
  );
}
