import { Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAuthorityNow } from '../authority/use-authority-now.ts';
import { useCommand } from '../authority/use-command.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { formatFullTime, getFormatLanguage } from '../pieces/format-moment.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Facts } from '../ui/facts.tsx';

interface Properties {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** "This clock is right": both times side by side, and what becomes of sessions. */
export function AcceptClockDialog({ opened, onClose }: Properties) {
  const { t } = useTranslation();
  const accept = useCommand((client) => client.clock.accept());
  const close = (): void => {
    accept.clear();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={opened}
      title={t('acceptClock.title')}
      act={t('acceptClock.act')}
      danger={false}
      working={accept.working}
      onClose={close}
      onConfirm={() => {
        void accept.run().then((result) => {
          if (result.ok) close();
        });
      }}
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

/** The console runs on the computer of the authority: its clock is the one in question. */
function Times() {
  const { t, i18n } = useTranslation();
  const language = getFormatLanguage(i18n.language);
  const authorityNow = useAuthorityNow();
  const [computerNow, setComputerNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setComputerNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <Facts
      facts={[
        { name: t('acceptClock.computer'), value: formatFullTime(computerNow, language) },
        { name: t('acceptClock.rollcall'), value: formatFullTime(authorityNow, language) },
      ]}
    />
  );
}
