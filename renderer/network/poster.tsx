import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { findTrustUrl } from '../pieces/find-trust-url.ts';
import { QrCode } from '../ui/qr-code.tsx';
import classes from './poster.module.css';

const systems = ['iphone', 'android', 'windows', 'mac', 'linux', 'firefox'] as const;
/** Screen pixels; on paper about 6 cm. */
const codeSize = 230;

/** One A4 page for the wall: trust this computer, then sign in. */
export function Poster() {
  const { t } = useTranslation();
  const status = useMirror((mirror) => mirror.status);
  const { title, note } = useMirror((mirror) => mirror.settings.portal);
  const trustUrl = findTrustUrl(status);
  return (
    <article className={classes.sheet} data-poster aria-label={t('poster.dialog')}>
      <header className={classes.head}>
        <p className={classes.brand}>{title}</p>
        <h2 className={classes.title}>{t('poster.title')}</h2>
      </header>
      <section className={classes.first}>
        <QrCode text={trustUrl} label={t('address.qr', { url: trustUrl })} size={codeSize} />
        <div>
          <h3>
            <span className={classes.number}>1</span> {t('poster.trust')}
          </h3>
          <p>{t('poster.trustBody')}</p>
          <p className={classes.url}>{trustUrl}</p>
          <p>{t('poster.compare')}</p>
          <ol className={classes.words}>
            {status.certificate.caFingerprintWords.map((word, place) => (
              // The same word may come twice; its place is what it is.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={place}>{word}</li>
            ))}
          </ol>
        </div>
      </section>
      <dl className={classes.systems}>
        {systems.map((system) => (
          <div key={system}>
            <dt>{t(`poster.systems.${system}.name`)}</dt>
            <dd>{t(`poster.systems.${system}.steps`)}</dd>
          </div>
        ))}
      </dl>
      <section className={classes.second}>
        <QrCode text={status.origin} label={t('address.qr', { url: status.origin })} size={170} />
        <div>
          <h3>
            <span className={classes.number}>2</span> {t('poster.signIn')}
          </h3>
          <p className={classes.url}>{status.origin}</p>
          <p>{t('poster.signInBody')}</p>
        </div>
      </section>
      {note !== '' && <p className={classes.note}>{note}</p>}
    </article>
  );
}
