import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../shared/model/session.ts';
import classes from './session-columns.module.css';

/** What a session is, and how it counts where that is not what one would think. */
export function SessionClassCell({
  session: { class: of, counts, ended },
}: {
  readonly session: SessionView;
}) {
  const { t } = useTranslation();
  return (
    <>
      {t(`classes.${of}`)}
      {ended === undefined && (counts === 'app_separate' || counts === 'app_uncounted') && (
        <span className={classes.second}>{t(`sessions.counts.${counts}`)}</span>
      )}
    </>
  );
}
