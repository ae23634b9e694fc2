import { Button, Group, NumberInput, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { Mark } from '../ui/mark.tsx';

/** Places of the whole install; none is set unless the admin wants one. */
export function SeatsForm() {
  const { t } = useTranslation();
  const seats = useMirror((mirror) => mirror.plan.seats);
  const [draft, setDraft] = useState<number>();
  const set = useCommand((client, count: number | 'unlimited') => client.plan.set({ seats: count }));
  const save = (count: number | 'unlimited'): void => {
    void set.run(count).then((result) => {
      if (result.ok) setDraft(undefined);
    });
  };
  return (
    <section aria-label={t('firstSeats.title')}>
      <Text fw={600}>{t('firstSeats.title')}</Text>
      <Text size="sm" c="dimmed" mb="xs">
        {t('firstSeats.description')}
      </Text>
      <Group gap="sm" align="flex-end">
        <NumberInput
          label={t('firstSeats.label')}
          placeholder={t('firstSeats.none')}
          w="11rem"
          min={1}
          max={100_000}
          clampBehavior="strict"
          allowDecimal={false}
          value={draft ?? (seats === 'unlimited' ? '' : seats)}
          onChange={(next) => setDraft(typeof next === 'number' ? next : undefined)}
        />
        <Button
          variant="light"
          loading={set.working}
          disabled={draft === undefined || draft === seats}
          onClick={() => {
            if (draft !== undefined) save(draft);
          }}
        >
          {t('firstSeats.act')}
        </Button>
        {seats !== 'unlimited' && (
          <>
            <Button variant="subtle" disabled={set.working} onClick={() => save('unlimited')}>
              {t('firstSeats.takeAway')}
            </Button>
            <Mark tone="ok">{t('firstSeats.set', { count: seats })}</Mark>
          </>
        )}
      </Group>
      <FailureNotice failure={set.failure} />
    </section>
  );
}
