import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { paperRowsMax } from '../../ui/paper-rows-max.ts';
import { QrCode } from '../../ui/qr-code.tsx';
import { getFormatLanguage } from '../format-moment.ts';
import { makeCodeUrl } from '../make-code-url.ts';
import type { MadeCode } from './made-codes.ts';
import classes from './user-codes.module.css';

interface Properties {
  readonly codes: readonly MadeCode[];
  readonly url: string;
}

/** Slips to be cut apart, one for each person: drawn only while they are printed, and alone on the paper. */
export function PrintedSlips({ codes, url }: Properties) {
  const { t, i18n } = useTranslation();
  const toTime = new Intl.DateTimeFormat(getFormatLanguage(i18n.language), {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  // Not some of them: whoever has no code cannot come in.
  if (codes.length > paperRowsMax) {
    return createPortal(
      <p className={classes.paper} data-printed-slips>
        {t('userCodes.tooMany', { count: paperRowsMax })}
      </p>,
      document.body,
    );
  }
  return createPortal(
    <div className={classes.paper} data-printed-slips>
      {codes.map(({ id, name, displayName, code, expiresAt }) => (
        <section key={id} className={classes.slip}>
          <div className={classes.slipHead}>
            <div>
              <strong>{displayName === '' ? name : displayName}</strong>
              <p>{t('userCodes.slip')}</p>
            </div>
            <QrCode
              text={makeCodeUrl(url, name)}
              label={t('address.qr', { url: makeCodeUrl(url, name) })}
              size={96}
            />
          </div>
          <dl>
            <dt>{t('code.address')}</dt>
            <dd>{url}</dd>
            <dt>{t('code.user')}</dt>
            <dd>{name}</dd>
            <dt>{t('code.code')}</dt>
            <dd className={classes.printedCode}>{code}</dd>
            <dt>{t('userCodes.until')}</dt>
            <dd>{toTime.format(Date.parse(expiresAt))}</dd>
          </dl>
        </section>
      ))}
    </div>,
    document.body,
  );
}
