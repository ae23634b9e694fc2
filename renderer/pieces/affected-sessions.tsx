import { useTranslation } from 'react-i18next';
import type { EndReason, SessionView } from '../../shared/model/session.ts';
import classes from './affected-sessions.module.css';
import { Moment } from './moment.tsx';
import { useDeviceWords } from './use-device-words.ts';

/** Shown at most; the rest is a number. */
const shownMax = 8;

interface Properties {
  readonly affected: readonly { readonly session: SessionView; readonly reason?: EndReason }[];
}

/** The sessions a change would end, before it is made; with the reason where it is not the same for all. */
export function AffectedSessions({ affected }: Properties) {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  const more = affected.length - shownMax;
  return (
    // Scrolls, so the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <ul className={classes.list} tabIndex={0} aria-label={t('affected.label')}>
      {affected.slice(0, shownMax).map(({ session, reason }) => (
        <li key={session.id} className={classes.item}>
          <span>{t('affected.who', { user: session.userName, device: toDevice(session.device) })}</span>
          <span className={classes.when}>
            {t('affected.lastUse')} <Moment iso={session.lastUsedAt} />
            {reason !== undefined && ` · ${t(`reasons.${reason}`)}`}
          </span>
        </li>
      ))}
      {more > 0 && <li className={classes.item}>{t('affected.more', { count: more })}</li>}
    </ul>
  );
}
