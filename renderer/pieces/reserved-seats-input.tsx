import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { NumberField } from '../ui/number-field.tsx';

/** As the contract has it. */
const seatsMax = 100_000;

interface Properties {
  readonly value: number;
  /** What this user has now: already in the sum of the plan. */
  readonly before: number;
  readonly onChange: (value: number) => void;
}

/** Seats kept for one user. Without a plan there is nothing to reserve. */
export function ReservedSeatsInput({ value, before, onChange }: Properties) {
  const { t } = useTranslation();
  const plan = useMirror((mirror) => mirror.plan);
  if (plan.seats === 'unlimited' && before === 0) return null;
  const sum = plan.reserved - before + value;
  const isOver = plan.seats !== 'unlimited' && sum > plan.seats;
  return (
    <NumberField
      label={t('reservedSeats.label')}
      description={t(`reservedSeats.${plan.mode}`)}
      error={isOver ? t('reservedSeats.over', { sum, seats: plan.seats }) : undefined}
      min={0}
      max={seatsMax}
      value={value}
      onChange={onChange}
      maw="16rem"
    />
  );
}
