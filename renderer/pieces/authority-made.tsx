import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { findTrustUrl } from './find-trust-url.ts';
import { Notice } from '../ui/notice.tsx';
import { useTrustingApps } from './use-trusting-apps.tsx';

/** What is to be done once a new certificate authority is in force. */
export function AuthorityMade() {
  const { t } = useTranslation();
  const status = useMirror((mirror) => mirror.status);
  const apps = useTrustingApps();
  return (
    <Notice tone="ok" urgent title={t('newAuthority.done')}>
      <Stack gap="xs">
        <Text size="sm">{t('newAuthority.doneDevices', { url: findTrustUrl(status) })}</Text>
        {apps !== undefined && (
          <Text size="sm">
            {t('newAuthority.doneApps', { file: `${status.origin}/trust/ca.pem` })} {apps}
          </Text>
        )}
      </Stack>
    </Notice>
  );
}
