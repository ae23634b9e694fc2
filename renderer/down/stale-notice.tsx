import { useTranslation } from 'react-i18next';
import { formatClock, getFormatLanguage } from '../pieces/format-moment.ts';
import { Notice } from '../ui/notice.tsx';
import { DownButton } from './down-button.tsx';
import { useAuthorityWords } from './use-authority-words.tsx';

interface Properties {
  /** Authority time, epoch ms. */
  readonly lostAt: number;
  /** Read out at once. */
  readonly urgent?: boolean;
}

/** Why the authority does not answer, since when, and what can be done. */
export function StaleNotice({ lostAt, urgent = false }: Properties) {
  const { t, i18n } = useTranslation();
  const words = useAuthorityWords();
  return (
    <Notice
      tone={words?.tone === 'bad' ? 'bad' : 'warn'}
      urgent={urgent}
      title={words?.sentence ?? t('down.reconnecting')}
      actions={words?.act && <DownButton act={words.act} inBanner />}
    >
      {words?.fix !== undefined && <>{words.fix} </>}
      {words?.facts}
      {t('down.asOf', { time: formatClock(lostAt, getFormatLanguage(i18n.language)) })}
    </Notice>
  );
}
