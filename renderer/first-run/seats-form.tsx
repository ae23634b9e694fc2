import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { useDraft, useUnsaved } from '../pieces/use-draft.ts';
import { NumberField } from '../ui/number-field.tsx';
import { Mark } from '../ui/mark.tsx';

/** As the contract has it. */
const seatsMax = 1_000_000;

/** Places of the whole install; none is set unless the admin wants one. */
export function SeatsForm() {
  const { t } = useTranslation();
  const seats = useMirror((mirror) => mirror.plan.seats);
  const [draft, setDraft, dropDraft] = useDraft<number | undefined>('first-run/seats', undefined);
  const changed = draft !== undefined && !(Number.isNaN(draft) ? seats === 'unlimited' : draft === seats);
  useUnsaved('first-run/seats', changed);
  const set = useCommand((client, count: number | 'unlimited') => client.plan.set({ seats: count }));
  const save = (count: number | 'unlimited'): void => {
    void set.run(count).then((result) => {
      if (result.ok) dropDraft();
    });
  };
  return (
    <section aria-label={t('firstSeats.title')}>
      <Text fw={600}>{t('firstSeats.title')}</Text>
      <Text size="sm" c="dimmed" mb="xs">
        {t('firstSeats.description')}
      </Text>
      <Group gap="sm" align="flex-end">
        <NumberField
          label={t('firstSeats.label')}
          placeholder={t('firstSeats.none')}
          w="11rem"
          min={1}
          max={seatsMax}
          mayBeEmpty={seats === 'unlimited'}
          value={draft ?? (seats === 'unlimited' ? Number.NaN : seats)}
          onChange={setDraft}
        />
        <Button
          variant="light"
          loading={set.working}
          disabled={!changed || Number.isNaN(draft)}
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
