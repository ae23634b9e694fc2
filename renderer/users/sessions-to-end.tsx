import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useQuery } from '../authority/use-query.ts';
import { AffectedSessions } from '../pieces/affected-sessions.tsx';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';

/** Every session of a user, before the user is switched off or deleted. */
export function SessionsToEnd({ userId }: { readonly userId: string }) {
  const { t } = useTranslation();
  const { result, retry } = useQuery(userId, (client) =>
    client.users.previewSet({ id: userId, disabled: true }),
  );
  switch (result.state) {
    case 'loading':
      return <SkeletonRows rows={2} />;
    case 'failed':
      return <FailureNotice failure={result.failure} onRetry={retry} />;
    case 'done': {
      const { affected } = result.answer;
      if (affected.length === 0) return <Text c="dimmed">{t('affected.nobody')}</Text>;
      return (
        <>
          <Text>{t('affected.ends', { count: affected.length })}</Text>
          <AffectedSessions affected={affected.map(({ session }) => ({ session }))} />
        </>
      );
    }
  }
}
