import { useTranslation } from 'react-i18next';
import { useMirror } from '../../authority/use-mirror.ts';
import { useKeptQuery } from '../../authority/use-kept-query.ts';
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
  const { answer, failure, retry } = useKeptQuery(`${issuer} ${origin} ${openid.join('\n')}`, (client) =>
    client.oidc.get(),
  );
  return (
    <div className={classes.panels}>
      <FailureNotice failure={failure} onRetry={retry} />
      {answer === undefined && failure === undefined && (
        <Panel title={t('openid.issuer')}>
          <SkeletonRows rows={3} />
        </Panel>
      )}
      {answer !== undefined && (
        <>
          <IssuerPanel {...answer} />
          {answer.issuer !== '' && <KeysPanel keys={answer.keys} onRotated={retry} />}
        </>
      )}
      <EmailDomainPanel />
    </div>
  );
}
