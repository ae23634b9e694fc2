import { useTranslation } from 'react-i18next';
import type { AppView } from '../../../shared/model/app.ts';
import { Facts } from '../../ui/facts.tsx';
import { AddressLines } from './address-lines.tsx';
import classes from './app-screen.module.css';

/** Where requests go, which of them are no use by a person, and which belong to the app alone. */
export function RequestFacts({ app }: { readonly app: AppView }) {
  const { t } = useTranslation();
  const { tells } = app;
  return (
    <Facts
      facts={[
        {
          name: t('app.upstream'),
          value: (
            <>
              <AddressLines lines={[app.upstream]} />
              {app.upstream.startsWith('https:') && (
                <span className={classes.second}>{t(`app.certificate.${app.upstreamCertificate}`)}</span>
              )}
            </>
          ),
        },
        { name: t('app.authorization'), value: t(`app.foreign.${app.foreignAuthorization}`) },
        { name: t('app.background'), value: <AddressLines lines={app.backgroundPaths} /> },
        {
          name: t('app.tells'),
          value:
            tells === undefined
              ? t('app.tellsNot')
              : t(`app.tellsIn.${tells.from}`, {
                  name: tells.name,
                  what: t(`appFields.tellsKinds.${tells.is}`),
                }),
        },
      ]}
    />
  );
}
