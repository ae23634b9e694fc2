import { useTranslation } from 'react-i18next';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { formatClock, getFormatLanguage } from '../pieces/format-moment.ts';
import { Notice } from '../ui/notice.tsx';
import { ActButton } from './act-button.tsx';
import classes from './stale-banner.module.css';
import { useAuthorityWords } from './use-authority-words.tsx';

/** Above data that is not known to be true any more: since when, why, and what can be done. */
export function StaleBanner() {
  const { t, i18n } = useTranslation();
  const lostAt = useAuthorityStore((state) => state.lostAt);
  const words = useAuthorityWords();
  if (lostAt === undefined) return null;
  return (
    <div className={classes.banner}>
      <Notice
        tone={words?.tone === 'bad' ? 'bad' : 'warn'}
        urgent
        title={words?.sentence ?? t('down.reconnecting')}
        actions={words?.act && <ActButton act={words.act} inBanner />}
      >
        {words?.fix !== undefined && <>{words.fix} </>}
        {t('down.asOf', { time: formatClock(lostAt, getFormatLanguage(i18n.language)) })}
      </Notice>
    </div>
  );
}
