import { useTranslation } from 'react-i18next';
import type { BackupView } from '../../shared/model/backup.ts';
import { formatBytes } from '../../shared/words/format-bytes.ts';
import { formatFullTime, getFormatLanguage } from './format-moment.ts';
import { Facts } from '../ui/facts.tsx';
import { Mark } from '../ui/mark.tsx';

export function BackupFacts({ backup }: { readonly backup: BackupView }) {
  const { t, i18n } = useTranslation();
  const language = getFormatLanguage(i18n.language);
  return (
    <Facts
      facts={[
        { name: t('backupFacts.path'), value: backup.path },
        {
          name: t('backupFacts.createdAt'),
          value: (
            <time dateTime={backup.createdAt}>{formatFullTime(Date.parse(backup.createdAt), language)}</time>
          ),
        },
        { name: t('backupFacts.host'), value: backup.host },
        { name: t('backupFacts.version'), value: backup.version },
        { name: t('backupFacts.size'), value: formatBytes(backup.size, language) },
        {
          name: t('backupFacts.passphrase'),
          value: (
            <Mark tone={backup.encrypted ? 'ok' : 'quiet'}>
              {t(backup.encrypted ? 'backupFacts.encrypted' : 'backupFacts.plain')}
            </Mark>
          ),
        },
        { name: t('backupFacts.users'), value: backup.users.toLocaleString(language) },
        { name: t('backupFacts.apps'), value: backup.apps.toLocaleString(language) },
        { name: t('backupFacts.auditEntries'), value: backup.auditEntries.toLocaleString(language) },
      ]}
    />
  );
}
