import { Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getAuthorityNow } from '../authority/authority-store.ts';
import { useQuery } from '../authority/use-query.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { formatFullTime, getFormatLanguage } from '../pieces/format-moment.ts';
import { useConfirmedCommand } from '../pieces/use-confirmed-command.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Facts } from '../ui/facts.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';

interface Properties {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** "This clock is right": both times side by side, and what becomes of sessions. */
export function AcceptClockDialog({ opened, onClose }: Properties) {
  const { t } = useTranslation();
  const accept = useConfirmedCommand((client) => client.clock.accept(), onClose);
  return (
    <ConfirmDialog
      opened={opened}
      title={t('acceptClock.title')}
      act={t('acceptClock.act')}
      danger={false}
      working={accept.working}
      onClose={accept.close}
      onConfirm={() => accept.confirm()}
    >
      <Stack gap="md">
        <Times />
        <Text>{t('acceptClock.body')}</Text>
        <Text>{t('acceptClock.lives')}</Text>
        <Text c="dimmed" size="sm">
          {t('acceptClock.wrong')}
        </Text>
        <FailureNotice failure={accept.failure} />
      </Stack>
    </ConfirmDialog>
  );
}

/** Those of the computer Rollcall runs on, which a console in a browser is not. */
function Times() {
  const { t, i18n } = useTranslation();
  const language = getFormatLanguage(i18n.language);
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  const { result, retry } = useQuery('clock', (client) => client.clock.show());
  if (result.state === 'failed') return <FailureNotice failure={result.failure} onRetry={retry} />;
  if (result.state === 'loading') return <SkeletonRows rows={2} />;
  const { computer, rollcall } = result.answer;
  const now = getAuthorityNow();
  const apartMs = Date.parse(computer) - Date.parse(rollcall);
  return (
    <Facts
      facts={[
        { name: t('acceptClock.computer'), value: formatFullTime(now + apartMs, language) },
        { name: t('acceptClock.rollcall'), value: formatFullTime(now, language) },
      ]}
    />
  );
}
