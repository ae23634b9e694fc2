import { Button, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { linkTo } from '../pieces/link-to.ts';
import { useNumberWords } from '../pieces/use-number-words.ts';
import { Panel } from '../ui/panel.tsx';
import classes from './overview-screen.module.css';
import { SeatsChart } from './seats-chart.tsx';
import { useSeatSteps } from './use-seat-steps.ts';

/** How much of the plan is in use, how much of the rest is kept for somebody, and how it was over the day. */
export function SeatsPanel() {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const { seats, used, keptFree } = useMirror((mirror) => mirror.plan);
  const today = useMirror((mirror) => mirror.status.today);
  const asked = useSeatSteps();
  const peak = asked.history?.peakToday;
  const refused = today.limit + today.seats + today.hours + today.paused;
  const figures = [
    { name: t('seatsInUse.peak'), value: peak },
    { name: t('seatsInUse.refused'), value: refused },
  ];
  return (
    <Panel
      title={
        seats === 'unlimited'
          ? t('seatsInUse.noPlan', { count: used })
          : t('seats.used', { used, count: seats })
      }
      description={
        seats !== 'unlimited' && used > seats ? t('seatsInUse.over', { count: used - seats }) : undefined
      }
      actions={
        <>
          <Button component="a" href={linkTo('reports')} size="compact-sm" variant="default">
            {t('seatsInUse.reports')}
          </Button>
          <Button component="a" href={linkTo('limits')} size="compact-sm" variant="default">
            {t('seatsInUse.open')}
          </Button>
        </>
      }
    >
      {seats !== 'unlimited' && <PlanBar seats={seats} used={used} keptFree={keptFree} />}
      <dl className={classes.figures}>
        {figures.map(({ name, value }) => (
          <div key={name} className={classes.figure}>
            <dt>{name}</dt>
            <dd>{value === undefined ? '–' : numbers(value)}</dd>
          </div>
        ))}
      </dl>
      <SeatsChart asked={asked} seats={seats === 'unlimited' ? undefined : seats} />
    </Panel>
  );
}

function PlanBar({
  seats,
  used,
  keptFree,
}: {
  readonly seats: number;
  readonly used: number;
  readonly keptFree: number;
}) {
  const { t } = useTranslation();
  const free = Math.max(0, seats - used - keptFree);
  const share = (count: number): number => (seats === 0 ? 0 : Math.min(100, (count / seats) * 100));
  return (
    <>
      <Progress.Root size="lg" aria-hidden className={classes.plan}>
        <Progress.Section value={share(used)} className={classes.used} />
        <Progress.Section value={share(keptFree)} striped color="gray" className={classes.kept} />
      </Progress.Root>
      <Text size="sm" c="dimmed" mt="xs">
        {t('seatsInUse.free', { count: free })}
        {keptFree > 0 && ` ${t('seatsInUse.kept', { count: keptFree })}`}
      </Text>
    </>
  );
}
