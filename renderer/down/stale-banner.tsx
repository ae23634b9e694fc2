import { useTranslation } from 'react-i18next';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { formatClock, getFormatLanguage } from '../pieces/format-moment.ts';
import { Notice } from '../ui/notice.tsx';
import { StartButton } from '../pieces/start-button.tsx';
import classes from './stale-banner.module.css';
import { OtherPorts } from './other-ports.tsx';
import { useAuthorityWords } from './use-authority-words.tsx';

/** Above data that is not known to be true any more: since when, why, and what can be done. */
export function StaleBanner() {
  const { t, i18n } = useTranslation();
  const lostAt = useAuthorityStore((state) => state.lostAt);
  const ports = useAuthorityStore(({ shell }) => shell?.authority.ports);
  const words = useAuthorityWords();
  if (lostAt === undefined) return null;
  return (
    <div className={classes.banner}>
      <Notice
        tone={words?.tone === 'bad' ? 'bad' : 'warn'}
        urgent
        title={words?.sentence ?? t('down.reconnecting')}
        actions={<StartButton />}
      >
        {words?.fix !== undefined && <>{words.fix} </>}
        {words?.facts}
        {t('down.asOf', { time: formatClock(lostAt, getFormatLanguage(i18n.language)) })}
      </Notice>
      {ports !== undefined && (
        <div className={classes.ports}>
          <OtherPorts ports={ports} />
        </div>
      )}
    </div>
  );
}
