import type { TrustMaterial } from '../edge-dependencies.ts';
import type { Frame } from './frame.ts';
import { Page } from './page.tsx';
import { trustSystems, type TrustSystem } from './trust-system.ts';

export interface TrustPageProps {
  readonly frame: Frame;
  readonly system: TrustSystem;
  readonly trust: Pick<TrustMaterial, 'fingerprintSha256' | 'fingerprintWords'>;
  /** The secure origin under the name this page was opened with. */
  readonly secureOrigin: string;
  /** The picture that appears when the browser trusts the secure origin; over plain HTTP only. */
  readonly checkPicture: string | undefined;
  /** This page over plain HTTP, where the check means something; undefined when this is it. */
  readonly checkUrl: string | undefined;
}

export function TrustPage({ frame, system, trust, secureOrigin, checkPicture, checkUrl }: TrustPageProps) {
  const { t } = frame;
  const words = (
    <section className="panel">
      <h2>{t('trust.wordsTitle')}</h2>
      <p>{t('trust.words')}</p>
      <p className="words">{trust.fingerprintWords.join(' ')}</p>
      <details>
        <summary>{t('trust.fingerprint')}</summary>
        <code className="fingerprint">{trust.fingerprintSha256}</code>
      </details>
    </section>
  );
  return (
    <Page
      frame={frame}
      title={t('trust.title')}
      wide
      footer={
        <>
          <p>{t('trust.others')}</p>
          <ul className="inline">
            {trustSystems
              .filter((other) => other !== system)
              .map((other) => (
                <li key={other}>
                  <a href={`/trust?system=${other}`}>{t(`trust.systems.${other}`)}</a>
                </li>
              ))}
            <li>
              <a href="/trust/ca.pem">{t('trust.pem')}</a>
            </li>
          </ul>
        </>
      }
    >
      <p className="lead">{t('trust.intro')}</p>
      {words}
      <h2>{t('trust.system', { system: t(`trust.systems.${system}`) })}</h2>
      <a className="button" href={system === 'ios' ? '/trust/rollcall.mobileconfig' : '/trust/ca.crt'}>
        {t(system === 'ios' ? 'trust.downloadProfile' : 'trust.download')}
      </a>
      <ol className="steps big">
        {(t(`trust.steps.${system}`, { returnObjects: true }) as string[]).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <section className="panel check">
        <h2>{t('trust.checkTitle')}</h2>
        {checkUrl === undefined ? (
          <>
            <p className="answer picture">
              <img data-check="yes" src={checkPicture} alt={t('trust.checkNo')} />
            </p>
            <p className="answer no">
              <span className="sign" aria-hidden="true">
                …
              </span>{' '}
              {t('trust.checkNo')}
            </p>
            <output className="answer yes">
              <span className="sign" aria-hidden="true">
                ✓
              </span>{' '}
              {t('trust.checkYes')}
            </output>
            <p className="hint">{t('trust.checkHint')}</p>
          </>
        ) : (
          <>
            <p>{t('trust.onSecure')}</p>
            <a href={checkUrl}>{t('trust.checkOpen')}</a>
          </>
        )}
      </section>
      <a className="button quiet" href={`${secureOrigin}/`}>
        {t('trust.signIn')}
      </a>
    </Page>
  );
}
