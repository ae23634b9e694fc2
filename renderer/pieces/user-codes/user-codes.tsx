import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../authority/use-command.ts';
import { FailureNotice } from '../failure-notice.tsx';
import { CodeList } from './code-list.tsx';
import type { MadeCodes } from './made-codes.ts';
import { ActButton } from '../../ui/act-button.tsx';

interface Properties {
  readonly users: readonly { readonly id: string }[];
  readonly onMade?: () => void;
  /** With it, there is a way out beside the act. */
  readonly onCancel?: () => void;
}

/** Makes a one-time code for each of these users, and shows them this once. */
export function UserCodes({ users, onMade, onCancel }: Properties) {
  const { t } = useTranslation();
  const [made, setMade] = useState<MadeCodes>();
  const make = useCommand((client) => client.users.makeCodes({ ids: users.map(({ id }) => id) }));
  if (made !== undefined) return <CodeList made={made} />;
  return (
    <Stack gap="md">
      <FailureNotice failure={make.failure} />
      <Group justify={onCancel === undefined ? 'flex-start' : 'flex-end'} gap="sm">
        {onCancel !== undefined && (
          <Button variant="default" data-autofocus onClick={onCancel}>
            {t('ui.cancel')}
          </Button>
        )}
        <ActButton
          loading={make.working}
          disabled={users.length === 0}
          onClick={() => {
            void make.run().then((result) => {
              if (!result.ok) return;
              setMade(result.answer);
              onMade?.();
            });
          }}
        >
          {t('userCodes.make', { count: users.length })}
        </ActButton>
      </Group>
    </Stack>
  );
}
