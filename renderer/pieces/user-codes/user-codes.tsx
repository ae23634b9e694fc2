import { Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ActButton } from '../../ui/act-button.tsx';
import { FailureNotice } from '../failure-notice.tsx';
import { CodeList } from './code-list.tsx';
import { useMakeCodes } from './use-make-codes.ts';

/** Makes a one-time code for each of these users, and shows them this once. */
export function UserCodes({ users }: { readonly users: readonly { readonly id: string }[] }) {
  const { t } = useTranslation();
  const { made, make, working, failure } = useMakeCodes(users);
  if (made !== undefined) return <CodeList made={made} />;
  return (
    <Stack gap="md">
      <FailureNotice failure={failure} />
      <Group gap="sm">
        <ActButton loading={working} disabled={users.length === 0} onClick={make}>
          {t('userCodes.make', { count: users.length })}
        </ActButton>
      </Group>
    </Stack>
  );
}
