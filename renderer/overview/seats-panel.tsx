import { Button, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { linkTo } from '../pieces/link-to.ts';
import { Panel } from '../ui/panel.tsx';

/** How much of the plan is in use, and how much of the rest is kept for somebody. */
export function SeatsPanel() {
  const { t } = useTranslation();
  const plan = useMirror((mirror) => mirror.plan);
  const { seats, used, keptFree } = plan;
  if (seats === 'unlimited') return null;
  const free = Math.max(0, seats - used - keptFree);
  const share = (count: number): number => (seats === 0 ? 0 : Math.min(100, (count / seats) * 100));
  return (
    <Panel
      title={t('seatsInUse.title', { used, seats })}
      description={used > seats ? t('seatsInUse.over', { count: used - seats }) : undefined}
      actions={
        <Button component="a" href={linkTo('limits')} size="compact-sm" variant="default">
          {t('seatsInUse.open')}
        </Button>
      }
    >
      <Progress.Root size="lg" aria-hidden>
        <Progress.Section value={share(used)} />
        <Progress.Section value={share(keptFree)} striped color="gray" />
      </Progress.Root>
      <Text size="sm" c="dimmed" mt="xs">
        {t('seatsInUse.free', { count: free })}
        {keptFree > 0 && ` ${t('seatsInUse.kept', { count: keptFree })}`}
      </Text>
    </Panel>
  );
}
