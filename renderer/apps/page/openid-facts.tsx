import { useTranslation } from 'react-i18next';
import type { AppView } from '../../../shared/model/app.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import classes from './app-screen.module.css';

/** What an app of OpenID Connect has registered; of any other only its id, which its proxy sends. */
export function OpenidFacts({ app }: { readonly app: AppView }) {
  const { t } = useTranslation();
  const { id, oidc } = app;
  const addresses = (list: readonly string[]) =>
    list.length === 0
      ? t('app.none')
      : list.map((one) => (
          <span key={one} className={classes.address} data-line dir="ltr">
            {one}
          </span>
        ));
  return (
    <Facts
      facts={[
        {
          name: t(oidc === undefined ? 'app.id' : 'app.clientId'),
          value: (
            <span className={classes.id}>
              <span dir="ltr">{id}</span> <CopyButton text={id} label={t('app.copyId')} />
            </span>
          ),
        },
        ...(oidc === undefined
          ? []
          : [
              { name: t('app.redirect'), value: addresses(oidc.redirectUris) },
              { name: t('app.postLogout'), value: addresses(oidc.postLogoutRedirectUris) },
              {
                name: t('app.backchannel'),
                value:
                  oidc.backchannelLogoutUri === undefined
                    ? t('app.notTold')
                    : addresses([oidc.backchannelLogoutUri]),
              },
              { name: t('app.secretKind'), value: t(oidc.public ? 'app.public' : 'app.confidential') },
              { name: t('app.deviceFlow'), value: t(oidc.deviceFlow ? 'app.allowed' : 'app.notAllowed') },
            ]),
      ]}
    />
  );
}
