import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../shared/model/session.ts';
import classes from './affected-sessions.module.css';
import { Moment } from './moment.tsx';

/** Shown at most; the rest is a number. */
const shownMax = 8;

/** The sessions a change would end, before it is made. */
export function AffectedSessions({ sessions }: { readonly sessions: readonly SessionView[] }) {
  const { t } = useTranslation();
  const more = sessions.length - shownMax;
  return (
    <ul className={classes.list}>
      {sessions.slice(0, shownMax).map((session) => (
        <li key={session.id} className={classes.item}>
          <span>{t('affected.who', { user: session.userName, device: session.device })}</span>
          <span className={classes.when}>
            {t('affected.lastUse')} <Moment iso={session.lastUsedAt} />
          </span>
        </li>
      ))}
      {more > 0 && <li className={classes.item}>{t('affected.more', { count: more })}</li>}
    </ul>
  );
}
