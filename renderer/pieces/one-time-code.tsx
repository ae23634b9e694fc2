import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../ui/copy-button.tsx';
import { Notice } from '../ui/notice.tsx';
import type { AddedUser } from './add-user-form.tsx';
import { CodeSlip } from './code-slip.tsx';
import { Moment } from './moment.tsx';

/**
 * What the admin hands to a person.
 * @param isShownAgain otherwise it says that it is shown this once
 */
export function OneTimeCode({
  isShownAgain = false,
  expiresAt,
  ...slip
}: AddedUser & { readonly isShownAgain?: boolean }) {
  const { t } = useTranslation();
  const { url, userName: name, code } = slip;
  return (
    <Stack gap="md">
      <Text>{t('code.give', { name })}</Text>
      <CodeSlip {...slip} />
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed">
          {t('code.expires')} <Moment iso={expiresAt} />
        </Text>
        <CopyButton text={t('code.slip', { url, name, code })} label={t('code.copyAll')} look="default" />
      </Group>
      {!isShownAgain && <Notice tone="info">{t('code.once')}</Notice>}
    </Stack>
  );
}
