import { useTranslation } from 'react-i18next';
import type { AppView } from '../../../shared/model/app.ts';
import { useMirror } from '../../authority/use-mirror.ts';
import classes from './ready.module.css';

/** What to do with the configuration, in order. */
export function NextSteps({ app, frappe }: { readonly app: AppView; readonly frappe: boolean }) {
  const { t } = useTranslation();
  const { kind, url, upstream } = app;
  const origin = useMirror((mirror) => mirror.status.origin);
  return (
    <ol className={classes.steps}>
      {kind === 'forward-auth' && <li>{t('ready.steps.proxy', { url })}</li>}
      {kind !== 'oidc' && <li>{t('ready.steps.closePort', { upstream })}</li>}
      {frappe && <li>{t('ready.steps.frappeTrust', { trust: `${origin}/trust/ca.pem` })}</li>}
      {frappe && <li>{t('ready.steps.frappe')}</li>}
      {app.oidc !== undefined && !frappe && (
        <li>{t(app.oidc.public ? 'ready.steps.program' : 'ready.steps.openid')}</li>
      )}
      {frappe && <li>{t('ready.steps.frappePassword')}</li>}
      <li>{t(url === '' ? 'ready.steps.tryProgram' : 'ready.steps.try', { url })}</li>
    </ol>
  );
}
