import { Radio, Stack } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { planModeSchema, type Plan } from '../../shared/model/plan.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { SurplusDialog } from '../pieces/surplus-dialog.tsx';
import { hasEmptyNumber } from '../ui/has-empty-number.ts';
import { Notice } from '../ui/notice.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { Panel } from '../ui/panel.tsx';
import { listSeatHolders } from './list-seat-holders.ts';
import { ReservationsTable } from './reservations-table.tsx';
import { SaveBar } from '../pieces/save-bar.tsx';
import { SeatBar } from './seat-bar.tsx';
import classes from './seats-panel.module.css';
import { useUnsaved } from '../pieces/use-draft.ts';
import { usePreviewedSave } from '../pieces/use-previewed-save.ts';

export interface PlanDraft extends Partial<Plan> {
  /** Seats by user id; only those that were edited. */
  readonly reservations?: Readonly<Record<string, number>>;
}

interface Properties {
  readonly draft: PlanDraft;
  readonly onDraft: (change: (before: PlanDraft) => PlanDraft) => void;
  readonly onDrop: () => void;
}

const whenFull = ['refuse', 'end-least-recent'] as const satisfies readonly Plan['whenFull'][];
/** As the contract has it. */
const seatsMax = 1_000_000;

/** Their fields are not shown without a plan. */
function withoutEmpty(reservations: PlanDraft['reservations'] = {}): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(reservations).filter(([, seats]) => !Number.isNaN(seats)));
}

/** How many places there are, who sits on them, and for whom some are kept. */
export function SeatsPanel({ draft, onDraft, onDrop }: Properties) {
  const { t } = useTranslation();
  const inForce = useMirror((mirror) => mirror.plan);
  const sessions = useMirror((mirror) => mirror.sessions);
  const users = useMirror((mirror) => mirror.users);
  const holders = useMemo(() => listSeatHolders(users, sessions), [users, sessions]);
  const plan: Plan = {
    seats: draft.seats ?? inForce.seats,
    mode: draft.mode ?? inForce.mode,
    whenFull: draft.whenFull ?? inForce.whenFull,
  };
  const seatsOf = (id: string): number => draft.reservations?.[id] ?? users.get(id)?.reservedSeats ?? 0;
  const reserved = [...users.values()]
    .filter(({ id, state }) => state !== 'disabled' && seatsOf(id) > 0)
    .map(({ id }) => seatsOf(id));
  const sum = reserved.reduce((all, own) => all + own, 0);
  const exceeds = typeof plan.seats === 'number' && sum > plan.seats;
  const changed =
    plan.seats !== inForce.seats ||
    plan.mode !== inForce.mode ||
    plan.whenFull !== inForce.whenFull ||
    [...users.values()].some(({ id, reservedSeats }) => seatsOf(id) !== reservedSeats);
  useUnsaved('limits/seats', changed);
  const change = (part: PlanDraft): void => onDraft((before) => ({ ...before, ...part }));
  const save = usePreviewedSave<PlanDraft>({
    preview: (client, fields) => client.plan.previewSet(fields),
    save: (client, fields, surplus) => client.plan.set({ ...fields, surplus }),
    onSaved: onDrop,
  });
  const number = typeof plan.seats === 'number' ? plan.seats : Math.max(inForce.used, sum, 1);

  return (
    <>
      <Panel title={t('seats.nowTitle')} description={t('seats.nowDescription')}>
        <SeatBar plan={inForce} holders={holders} />
      </Panel>
      <Panel title={t('seats.planTitle')} description={t('seats.planDescription')}>
        <div className={classes.columns}>
          <Radio.Group
            label={t('seats.seats')}
            value={plan.seats === 'unlimited' ? 'unlimited' : 'number'}
            onChange={(next) =>
              // Without a plan nothing can be allocated from it either.
              change(
                next === 'number'
                  ? { seats: number }
                  : { seats: 'unlimited', mode: 'floating', reservations: withoutEmpty(draft.reservations) },
              )
            }
          >
            <Stack gap="sm" mt="xs">
              <Radio value="unlimited" label={t('seats.none')} description={t('seats.noneDescription')} />
              <Radio value="number" label={t('seats.number')} description={t('seats.numberDescription')} />
              {plan.seats !== 'unlimited' && (
                <NumberField
                  aria-label={t('seats.count')}
                  min={0}
                  max={seatsMax}
                  value={number}
                  onChange={(seats) => change({ seats })}
                  w="9rem"
                  ms="2rem"
                />
              )}
            </Stack>
          </Radio.Group>
          {plan.seats !== 'unlimited' && (
            <Stack gap="lg">
              <Radio.Group
                label={t('seats.mode')}
                value={plan.mode}
                onChange={(next) =>
                  change({ mode: planModeSchema.options.find((one) => one === next) ?? 'floating' })
                }
              >
                <Stack gap="sm" mt="xs">
                  {planModeSchema.options.map((one) => (
                    <Radio
                      key={one}
                      value={one}
                      label={t(`seats.modes.${one}.label`)}
                      description={t(`seats.modes.${one}.description`)}
                    />
                  ))}
                </Stack>
              </Radio.Group>
              <Radio.Group
                label={t('seats.whenFull')}
                value={plan.whenFull}
                onChange={(next) => change({ whenFull: whenFull.find((one) => one === next) ?? 'refuse' })}
              >
                <Stack gap="sm" mt="xs">
                  {whenFull.map((one) => (
                    <Radio
                      key={one}
                      value={one}
                      label={t(`seats.full.${one}.label`)}
                      description={t(`seats.full.${one}.description`)}
                    />
                  ))}
                </Stack>
              </Radio.Group>
            </Stack>
          )}
        </div>
        {plan.seats !== 'unlimited' && (
          <ReservationsTable
            seats={plan.seats}
            reserved={reserved}
            holders={holders}
            seatsOf={seatsOf}
            allocated={plan.mode === 'allocated'}
            onChange={(id, seats) =>
              onDraft((before) => ({ ...before, reservations: { ...before.reservations, [id]: seats } }))
            }
          />
        )}
        {exceeds && (
          <Notice tone="bad" title={t('seats.exceeds', { sum, seats: plan.seats })}>
            {t('seats.exceedsFix')}
          </Notice>
        )}
        <FailureNotice failure={save.failure} />
        <SaveBar
          changed={changed}
          invalid={exceeds}
          incomplete={hasEmptyNumber([plan, draft])}
          working={save.working}
          onSave={() => save.start({ ...plan, reservations: draft.reservations ?? {} })}
          onReset={onDrop}
        />
        <SurplusDialog {...save.dialog} />
      </Panel>
    </>
  );
}
