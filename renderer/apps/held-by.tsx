import { useTranslation } from 'react-i18next';
import type { AppView } from '../../shared/model/app.ts';
import { howTested, listWaysAround } from '../../shared/model/held.ts';
import { Moment } from '../pieces/moment.tsx';

/** Why an app is held to be so: the way around it, plain HTTP, and whether and when it was tested. */
export function HeldBy({ app }: { readonly app: AppView }) {
  const { t } = useTranslation();
  const [way] = listWaysAround(app);
  const tested = howTested(app);
  return (
    <>
      {way !== undefined &&
        `${way === 'foreign_authorization_passes' ? t('coverage.byOwnKeys') : t(`findings.${way}.bad`)}, `}
      {way === undefined && app.plainHttp && `${t('apps.plainHttp')}, `}
      {app.check === undefined || tested === 'not_tested' ? (
        t('coverage.notTested')
      ) : (
        <>
          {way === undefined && tested === 'tested' && `${t('coverage.tested')} `}
          <Moment iso={app.check.at} />
        </>
      )}
    </>
  );
}
