import { useTranslation } from 'react-i18next';
import type { OidcClient } from '../../../shared/model/app.ts';
import { Facts } from '../../ui/facts.tsx';
import { AddressLines } from './address-lines.tsx';
import classes from './app-screen.module.css';

/** What an app of OpenID Connect has registered. */
export function OpenidFacts({ oidc }: { readonly oidc: OidcClient }) {
  const { t } = useTranslation();
  const { backchannelLogoutUri } = oidc;
  return (
    <div className={classes.openid}>
      <Facts
        facts={[
          { name: t('app.redirect'), value: <AddressLines lines={oidc.redirectUris} /> },
          { name: t('app.postLogout'), value: <AddressLines lines={oidc.postLogoutRedirectUris} /> },
          {
            name: t('app.backchannel'),
            value:
              backchannelLogoutUri === undefined ? (
                t('app.notTold')
              ) : (
                <AddressLines lines={[backchannelLogoutUri]} />
              ),
          },
          { name: t('app.secretKind'), value: t(oidc.public ? 'app.public' : 'app.confidential') },
          { name: t('app.deviceFlow'), value: t(oidc.deviceFlow ? 'app.allowed' : 'app.notAllowed') },
        ]}
      />
    </div>
  );
}
